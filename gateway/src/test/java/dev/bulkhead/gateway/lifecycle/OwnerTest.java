package dev.bulkhead.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnerTest {
    @Test
    void shouldGoOnAfterATaskThatFails() {
        Owner owner = new Owner(Runnable::run);
        List<String> done = new ArrayList<>();
        owner.execute(() -> {
            throw new IllegalStateException("a mistake");
        });
        owner.execute(() -> done.add("next"));

        assertThat(done).containsExactly("next");
    }
}
