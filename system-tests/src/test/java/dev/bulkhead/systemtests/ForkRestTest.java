package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Module;
import dev.bulkhead.broker.DeliveryListener;
import dev.bulkhead.gateway.Installation;
import dev.bulkhead.host.load.JsonArgs;
import dev.bulkhead.host.load.ModuleLoader;
import dev.bulkhead.proxy.HostListener;
import dev.bulkhead.proxy.HostLoss;
import dev.bulkhead.proxy.HostLostException;
import dev.bulkhead.proxy.InnerLinks;
import dev.bulkhead.proxy.ProxyModule;
import dev.bulkhead.proxy.ProxySettings;
import dev.bulkhead.proxy.activation.ForkActivation;
import dev.bulkhead.proxy.activation.ForkSettings;
import dev.bulkhead.proxy.activation.HostJvm;
import dev.bulkhead.proxy.activation.Isolation;
import dev.bulkhead.proxy.activation.ModuleToLoad;
import dev.bulkhead.testkit.activation.probe.Napper;
import dev.bulkhead.wire.packet.LogLine;
import dev.bulkhead.wire.zmq.Endpoints;
import dev.bulkhead.wire.zmq.Refusals;
import dev.bulkhead.wire.zmq.Security;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract through a real host, and what else can happen there. */
class ForkRestTest extends RestContract {
    @TempDir
    private Path folder;

    private final Endpoints endpoints = new Endpoints(MAX_MESSAGE);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<HostLoss> losses = new CopyOnWriteArrayList<>();
    private Duration startTimeout = PATIENCE;

    @Override
    void close() {
        endpoints.close();
        timer.shutdownNow();
    }

    @Override
    Module module(Class<? extends Module> type, String argsJson) {
        Installation parts = Installation.find();
        HostJvm jvm = new HostJvm(parts.java(), parts.hostJar(), parts.hostOptions(), 64L << 20, 1, List.of(), null);
        ModuleToLoad toLoad = new ModuleToLoad(
                "probe", type.getName(), ModuleLoader.jarOf(type.getName()).orElseThrow());
        ForkSettings settings = new ForkSettings("tcp://127.0.0.1:*", null, null, jvm, Isolation.NONE);
        return new ProxyModule(
                "probe",
                new ProxySettings(
                        "tcp://127.0.0.1:*",
                        Optional.empty(),
                        argsJson,
                        MAX_MESSAGE,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        Optional.of(startTimeout),
                        Duration.ofSeconds(5),
                        Security.PLAIN),
                new ForkActivation(toLoad, settings, folder, line -> {}),
                endpoints,
                timer,
                listener(),
                InnerLinks.NONE,
                new Refusals("probe"));
    }

    private HostListener listener() {
        return new HostListener() {
            @Override
            public void hostLost(HostLoss loss) {
                losses.add(loss);
            }

            @Override
            public void logged(LogLine line) {}
        };
    }

    private void runWith(String trouble) throws Exception {
        String args = "{ \"trouble\": \"" + trouble + "\" }";
        Module module = module(Napper.class, args);
        done(probe().instantiate(() -> module));
        done(probe().create(new JsonArgs(args)));
        done(probe().start(DeliveryListener.NONE));
    }

    @Test
    void shouldLoseAHostWhoseModuleHangsInSuspend() throws Exception {
        startTimeout = Duration.ofSeconds(10);
        runWith("hang");

        assertThat(failure(probe().suspend()))
                .isInstanceOf(HostLostException.class)
                .hasMessage("the module's suspend did not return within 10000 ms (startTimeout)");
        assertThat(losses).extracting(HostLoss::kind).containsExactly(HostLoss.Kind.HUNG);
        assertThat(probe().isSuspended()).isFalse();
        assertThat(probe().isRunning()).isFalse();
        assertThat(probe().conditions()).isEmpty();
        done(probe().stop(Duration.ZERO));
    }

    @Test
    void shouldGoOnWhenTheModuleHasTooMuchToProcessBeforeItRests() throws Exception {
        startTimeout = Duration.ofSeconds(4);
        runWith("slow");
        feed(1, 100);
        await().atMost(PATIENCE).until(() -> ledger().inFlight() > 50);

        assertThat(failure(probe().suspend()))
                .hasMessage("the module probe had not processed all that was sent to it after 2000 ms; it goes on: try"
                        + " again when less waits for it");
        assertThat(losses).isEmpty();
        awaitCollected(100);
    }
}
