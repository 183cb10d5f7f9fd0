package dev.bulkhead.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.LinkStatus;
import dev.bulkhead.broker.store.Durability;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.config.ConfigLoader;
import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.store.DurableStore;
import dev.bulkhead.wire.packet.Links;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayLinksTest {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String HOSTED = ", \"activation\": \"fork\", \"host\": \"h\"";

    @TempDir
    private Path folder;

    private DurableStore store;
    private Broker broker;

    @BeforeEach
    void open() throws IOException, ConfigException {
        store = DurableStore.open(config(module("a", ""), ""));
        broker = new Broker(1000, store);
    }

    @AfterEach
    void close() {
        broker.close();
        store.close();
    }

    private static String module(String name, String more) {
        return "{ \"name\": \"" + name + "\", \"class\": \"x.X\"" + more + " }";
    }

    private static String link(String source, String sink, String more) {
        return "{ \"source\": \"" + source + "\", \"sink\": \"" + sink + "\"" + more + " }";
    }

    private GatewayConfig config(String modules, String links) throws IOException, ConfigException {
        Path file = Files.writeString(
                folder.resolve("gateway.json"),
                "{ \"gateway\": { \"data\": \".\" }, \"modules\": [" + modules + "], \"links\": [" + links + "] }");
        return new ConfigLoader((className, path) -> Optional.empty(), name -> null).load(file);
    }

    private GatewayLinks links(GatewayConfig config) {
        config.modules().forEach(module -> broker.add(module.name()));
        GatewayLinks links = new GatewayLinks(config, broker);
        links.connect();
        return links;
    }

    private static List<String> shown(GatewayLinks links) {
        return links.status().stream()
                .map((LinkStatus link) -> link.source() + "-" + link.spec().sink() + " "
                        + link.spec().capacity())
                .toList();
    }

    @Test
    void shouldGoFromOneListOfLinksToAnother() throws IOException, ConfigException {
        String abc = module("a", "") + "," + module("b", "") + "," + module("c", "");
        GatewayLinks links = links(config(abc, link("a", "b", "") + "," + link("a", "c", "")));
        broker.add("d");

        assertThat(links.change(
                        config(
                                abc + "," + module("d", ""),
                                link("a", "b", ", \"capacity\": 5") + "," + link("*", "d", ", \"capacity\": 6")),
                        LIMIT))
                .succeedsWithin(Duration.ofSeconds(20));
        assertThat(shown(links)).containsExactly("a-b 5", "a-d 6", "b-d 6", "c-d 6");
        assertThat(broker.links()).hasSize(4);
    }

    @Test
    void shouldSortALinkAnewWhoseSourceComesIntoTheHostOfItsSink() throws IOException, ConfigException {
        String apart = module("a", "") + "," + module("b", HOSTED) + "," + module("c", HOSTED);
        String together = module("a", HOSTED) + "," + module("b", HOSTED) + "," + module("c", HOSTED);
        GatewayLinks links = links(config(apart, link("*", "c", "")));
        assertThat(broker.links()).extracting(LinkStatus::source).containsExactly("a");

        GatewayConfig next = config(together, link("*", "c", ""));
        assertThat(links.change(next, LIMIT)).succeedsWithin(Duration.ofSeconds(20));
        assertThat(broker.links()).isEmpty();
        assertThat(shown(links)).containsExactly("a-c 1024", "b-c 1024");
        Links told = links.inside(next.modules().get(0)).attached().orElseThrow();
        assertThat(told.inside()).hasSize(2);

        assertThat(links.change(config(apart, link("*", "c", "")), LIMIT)).succeedsWithin(Duration.ofSeconds(20));
        assertThat(broker.links()).extracting(LinkStatus::source).containsExactly("a");
        assertThat(shown(links)).containsExactly("a-c 1024", "b-c 1024");
    }

    @Test
    void shouldTakeALinkAwayWithItsCounts() throws IOException, ConfigException {
        String ab = module("a", "") + "," + module("b", "");
        GatewayLinks links = links(config(ab, link("a", "b", "")));
        assertThat(links.change(config(ab, link("b", "a", "")), LIMIT)).succeedsWithin(Duration.ofSeconds(20));

        assertThat(shown(links)).containsExactly("b-a 1024");
        assertThat(links.removed().balances()).isTrue();
    }

    private static GatewayConfig durable(GatewayConfig config) {
        List<LinkSpec> links = config.links().stream()
                .map(link -> link.durably(Durability.DEFAULT))
                .toList();
        return new GatewayConfig(config.file(), config.gateway(), config.modules(), links);
    }

    @Test
    void shouldLeadWhatIsKeptOnDiskThroughTheGatewayEvenBetweenModulesOfOneHost() throws IOException, ConfigException {
        GatewayConfig memory = config(module("a", HOSTED) + "," + module("b", HOSTED), link("a", "b", ""));
        GatewayLinks links = links(memory);
        assertThat(broker.links()).isEmpty();
        assertThat(links.inside(memory.modules().get(0)).attached()).isPresent();

        GatewayConfig next = durable(memory);
        assertThat(links.change(next, LIMIT)).succeedsWithin(Duration.ofSeconds(20));
        assertThat(broker.links()).extracting(LinkStatus::source).containsExactly("a");
        assertThat(links.inside(next.modules().get(0)).attached()).isEmpty();
        assertThat(shown(links)).containsExactly("a-b 1024");

        assertThat(links.change(memory, LIMIT)).succeedsWithin(Duration.ofSeconds(20));
        assertThat(broker.links()).isEmpty();
        assertThat(shown(links)).containsExactly("a-b 1024");
    }
}
