package dev.bulkhead.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.broker.Broker;
import dev.bulkhead.broker.DeliveryListener;
import dev.bulkhead.broker.LedgerSnapshot;
import dev.bulkhead.broker.LinkSpec;
import dev.bulkhead.broker.LinkStatus;
import dev.bulkhead.broker.Member;
import dev.bulkhead.gateway.Installation;
import dev.bulkhead.host.load.JsonArgs;
import dev.bulkhead.host.load.ModuleLoader;
import dev.bulkhead.proxy.HostListener;
import dev.bulkhead.proxy.HostLoss;
import dev.bulkhead.proxy.InnerLinks;
import dev.bulkhead.proxy.ProxyModule;
import dev.bulkhead.proxy.ProxySettings;
import dev.bulkhead.proxy.activation.ForkActivation;
import dev.bulkhead.proxy.activation.ForkSettings;
import dev.bulkhead.proxy.activation.HostJvm;
import dev.bulkhead.proxy.activation.Isolation;
import dev.bulkhead.proxy.activation.ModuleToLoad;
import dev.bulkhead.testkit.activation.probe.Publisher;
import dev.bulkhead.testkit.gateway.Collector;
import dev.bulkhead.testkit.gateway.Feeder;
import dev.bulkhead.wire.packet.LogLine;
import dev.bulkhead.wire.session.Protocol;
import dev.bulkhead.wire.zmq.Endpoints;
import dev.bulkhead.wire.zmq.Refusals;
import dev.bulkhead.wire.zmq.Security;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a durable link asks of a real host, with the gateway's parts around it. */
class ForkConfirmTest {
    private static final int MAX_MESSAGE = 2 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BOX = "ForkConfirmTest";

    @TempDir
    private Path folder;

    /** Lets pass what a durable link makes of the largest message. */
    private final Broker broker = new Broker(MAX_MESSAGE + Protocol.MARKS);

    private final Endpoints endpoints = new Endpoints(MAX_MESSAGE);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<HostLoss> losses = new CopyOnWriteArrayList<>();
    private final Member feeder = broker.add("feeder");
    private final Member probe = broker.add("probe");
    private final Member collector = broker.add("collector");

    private ProxyModule proxy() {
        Installation parts = Installation.find();
        HostJvm jvm = new HostJvm(parts.java(), parts.hostJar(), parts.hostOptions(), 64L << 20, 1, List.of(), null);
        ModuleToLoad toLoad = new ModuleToLoad(
                "probe",
                Publisher.class.getName(),
                ModuleLoader.jarOf(Publisher.class.getName()).orElseThrow());
        ForkSettings settings = new ForkSettings("tcp://127.0.0.1:*", null, null, jvm, Isolation.NONE);
        return new ProxyModule(
                "probe",
                new ProxySettings(
                        "tcp://127.0.0.1:*",
                        Optional.empty(),
                        "{}",
                        MAX_MESSAGE,
                        Duration.ofMillis(200),
                        Duration.ofSeconds(30),
                        Optional.of(PATIENCE),
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

    private static void done(CompletableFuture<Void> future) throws Exception {
        future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void run(Member member, Module module) throws Exception {
        done(member.instantiate(() -> module));
        done(member.create(new JsonArgs("{ \"box\": \"" + BOX + "\" }")));
        done(member.start(DeliveryListener.NONE));
    }

    @AfterEach
    void stop() throws Exception {
        for (Member member : List.of(feeder, probe, collector)) {
            done(member.stop(Duration.ZERO));
        }
        endpoints.close();
        timer.shutdownNow();
    }

    private LedgerSnapshot ledger() {
        return broker.links().stream()
                .filter(link -> link.source().equals("feeder"))
                .findFirst()
                .map(LinkStatus::ledger)
                .orElseThrow();
    }

    private void publishAndAwait(Message message, int collected) {
        Object unused = Feeder.publish(BOX, message);
        await().atMost(PATIENCE).until(() -> Collector.count(BOX) == collected);
    }

    private static Message ofSize(int bytes) {
        Message small = Message.of(Map.of("pad", ""), "here");
        return Message.of(Map.of("pad", "x".repeat(bytes - (int) small.size())), "here");
    }

    @Test
    void shouldConfirmWhatAModulePublishesAndTakeTheLargestMessageWithItsMarks() throws Exception {
        broker.link(LinkSpec.between("feeder", "probe"));
        broker.link(LinkSpec.between("probe", "collector"));
        ProxyModule proxy = proxy();
        proxy.confirm(true);
        run(collector, new Collector());
        run(probe, proxy);
        run(feeder, new Feeder());

        publishAndAwait(Message.of(Map.of(), "here"), 1);
        publishAndAwait(Message.of(Map.of(), "thread"), 2);
        proxy.confirm(false);
        publishAndAwait(Message.of(Map.of(), "here"), 3);
        proxy.confirm(true);
        publishAndAwait(ofSize(MAX_MESSAGE), 4);
        publishAndAwait(ofSize(MAX_MESSAGE + Protocol.MARKS), 5);

        await().untilAsserted(() -> assertThat(ledger()).isEqualTo(new LedgerSnapshot(5, 5, 0, 0, Map.of())));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(proxy.heartbeat().orElseThrow().work())
                        .satisfies(work -> assertThat(work.batches()).isBetween(1L, 5L)));
        assertThat(losses).isEmpty();
    }
}
