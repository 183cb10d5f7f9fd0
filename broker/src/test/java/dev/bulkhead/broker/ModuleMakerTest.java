package dev.bulkhead.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Module;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Whoever makes a module hears when its life is over, once, after its last call, on its thread. */
class ModuleMakerTest {
    private final Bench bench = new Bench().add("a");
    private final Probe probe = new Probe();
    private final List<String> over = new CopyOnWriteArrayList<>();

    private final ModuleMaker maker = new ModuleMaker() {
        @Override
        public Module make() {
            return probe;
        }

        @Override
        public void over() {
            over.add(Thread.currentThread().getName() + " after " + probe.calls());
        }
    };

    @Test
    void shouldHearOfTheEndAfterDestroy() {
        Bench.done(bench.member("a").instantiate(maker));
        Bench.done(bench.member("a").create(JsonText.NONE));
        bench.start("a");
        assertThat(over).isEmpty();

        bench.stop("a", Links.LONG);
        bench.stop("a", Links.LONG);

        assertThat(over).containsExactly("module-a after [create, start, destroy]");
    }

    @Test
    void shouldHearOfTheEndWhenCreateFailed() {
        probe.onCreate(context -> {
            throw new IllegalStateException("cannot");
        });
        Bench.done(bench.member("a").instantiate(maker));
        Throwable unused = Bench.failure(bench.member("a").create(JsonText.NONE));

        assertThat(over).containsExactly("module-a after [create]");
    }

    @Test
    void shouldHearOfTheEndWhenItCouldNotMakeTheModule() {
        Throwable unused = Bench.failure(bench.member("a").instantiate(new ModuleMaker() {
            @Override
            public Module make() {
                throw new IllegalStateException("cannot");
            }

            @Override
            public void over() {
                maker.over();
            }
        }));

        assertThat(over).containsExactly("module-a after []");
    }

    @Test
    void shouldHearOfTheEndOfAnAbandonedLifeWhenItsThreadComesBack() {
        CountDownLatch comeBack = new CountDownLatch(1);
        probe.onCreate(context -> Probe.hang(comeBack));
        Bench.done(bench.member("a").instantiate(maker));
        var unused = bench.member("a").create(JsonText.NONE);
        await().until(() -> probe.calls().contains("create"));
        bench.member("a").abandon();
        assertThat(over).isEmpty();

        comeBack.countDown();

        await().until(() -> over.equals(List.of("module-a after [create, destroy]")));
    }
}
