package dev.bulkhead.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.broker.DeliveryListener;
import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.host.load.JsonArgs;
import dev.bulkhead.wire.packet.Counts;
import dev.bulkhead.wire.packet.Links;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NeighbourhoodTest {
    private static final Links LEFT_TO_RIGHT = new Links(17, List.of(LinkSpec.between("left", "right")), List.of());

    private final Neighbourhood neighbourhood = new Neighbourhood();

    /** {@return what the module can publish with} */
    private static ModuleContext run(Place place) {
        AtomicReference<ModuleContext> context = new AtomicReference<>();
        Module module = new Module() {
            @Override
            public void create(ModuleContext given) {
                context.set(given);
            }

            @Override
            public void receive(Message message) {}

            @Override
            public void destroy() {}
        };
        place.module().instantiate(() -> module).join();
        place.module().create(new JsonArgs("{}")).join();
        place.module().start(DeliveryListener.NONE).join();
        return context.get();
    }

    private static void publish(ModuleContext context, int count) {
        for (int i = 0; i < count; i++) {
            context.publish(Message.of(Map.of(), String.valueOf(i)));
        }
    }

    private static LedgerSnapshot only(Counts counts) {
        assertThat(counts.links()).hasSize(1);
        return counts.links().get(0).ledger();
    }

    private static void stop(Place place) {
        place.module().stop(Duration.ZERO).join();
    }

    @Test
    void shouldCountALinkInsideForBothItsEndsAndNobodyElse() {
        Place left = neighbourhood.join("left", 1000);
        Place right = neighbourhood.join("right", 1000);
        Place other = neighbourhood.join("other", 1000);
        left.follow(LEFT_TO_RIGHT);
        right.follow(LEFT_TO_RIGHT);
        ModuleContext context = run(left);
        ModuleContext unused = run(right);
        publish(context, 3);

        await().untilAsserted(
                        () -> assertThat(only(right.counts())).isEqualTo(new LedgerSnapshot(3, 3, 0, 0, Map.of())));
        assertThat(only(left.counts())).isEqualTo(only(right.counts()));
        assertThat(left.counts().generation()).isEqualTo(17);
        assertThat(left.counts().order()).isLessThan(right.counts().order());
        assertThat(other.counts().links()).isEmpty();
        stop(left);
        stop(right);
    }

    @Test
    void shouldKeepMessagesForAModuleThatIsNotThereYet() {
        Place left = neighbourhood.join("left", 1000);
        left.follow(LEFT_TO_RIGHT);
        publish(run(left), 3);
        assertThat(only(left.counts())).isEqualTo(new LedgerSnapshot(3, 0, 3, 0, Map.of()));

        Place right = neighbourhood.join("right", 1000);
        right.follow(LEFT_TO_RIGHT);
        ModuleContext unused = run(right);
        await().untilAsserted(
                        () -> assertThat(only(left.counts())).isEqualTo(new LedgerSnapshot(3, 3, 0, 0, Map.of())));
        stop(left);
        stop(right);
    }

    @Test
    void shouldBeginToCountAnewInAnotherGeneration() {
        Place left = neighbourhood.join("left", 1000);
        left.follow(LEFT_TO_RIGHT);
        publish(run(left), 3);

        Place right = neighbourhood.join("right", 1000);
        right.follow(new Links(18, LEFT_TO_RIGHT.inside(), List.of()));

        assertThat(left.counts().generation()).isEqualTo(18);
        assertThat(only(left.counts())).isEqualTo(new LedgerSnapshot(0, 0, 0, 0, Map.of()));
        stop(left);
    }

    @Test
    void shouldForgetAllWhenTheLastHasLeft() {
        Place left = neighbourhood.join("left", 1000);
        left.follow(LEFT_TO_RIGHT);
        neighbourhood.leave(left);

        Place again = neighbourhood.join("left", 1000);
        assertThat(again.counts().links()).isEmpty();
        assertThat(again.module()).isNotSameAs(left.module());
    }

    @Test
    void shouldGiveAModuleThatComesBackANewWayToTheGateway() {
        Place unused = neighbourhood.join("right", 1000);
        Place first = neighbourhood.join("left", 1000);
        neighbourhood.leave(first);
        Place second = neighbourhood.join("left", 1000);

        assertThat(second.module()).isSameAs(first.module());
        assertThat(second.gateway()).isNotSameAs(first.gateway());
    }
}
