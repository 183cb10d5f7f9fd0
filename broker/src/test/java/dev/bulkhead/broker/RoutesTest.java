package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static Link link(String source, String sink) {
        return Links.running(LinkSpec.between(source, sink));
    }

    @Test
    void shouldFindTheLinksOfASourceInOrder() {
        Link toB = link("a", "b");
        Link toC = link("a", "c");
        Link back = link("b", "a");
        Routes routes = Routes.of(List.of(toB, back, toC));

        assertThat(routes.from("a")).containsExactly(toB, toC);
        assertThat(routes.from("b")).containsExactly(back);
    }

    @Test
    void shouldHaveNoneForASourceWithoutLinks() {
        assertThat(Routes.of(List.of()).from("a")).isEmpty();
        assertThat(Routes.of(List.of(link("a", "b"))).from("b")).isEmpty();
    }

    @Test
    void shouldNotChangeWhenTheLinksThatWereGivenChange() {
        List<Link> links = new ArrayList<>(List.of(link("a", "b")));
        Routes routes = Routes.of(links);
        links.clear();

        assertThat(routes.from("a")).hasSize(1);
    }
}
