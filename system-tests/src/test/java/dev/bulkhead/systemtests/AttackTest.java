package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static dev.bulkhead.systemtests.Probes.link;
import static dev.bulkhead.systemtests.Probes.links;
import static dev.bulkhead.systemtests.Probes.module;
import static dev.bulkhead.systemtests.Probes.modules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.testkit.activation.LedgerAssert;
import dev.bulkhead.testkit.activation.probe.Echo;
import dev.bulkhead.testkit.activation.probe.Ticker;
import dev.bulkhead.wire.zmq.KeyFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A gateway with little memory, one host that speaks plainly and one that encrypts, and somebody at their ports who means no good: for
 * four kinds at a time for 2 s; or each by itself, for as many seconds as the system property {@code bulkhead.attack} says. The links go on, the memory stays what it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackTest {
    private static final Duration LASTS = Duration.ofSeconds(Long.getLong("bulkhead.attack", 2));
    /** The link's queues, a heap that has grown to its end, and what JeroMQ has for 64 strangers. */
    private static final long MEMORY_MAY_GROW_BY = 100L << 20;

    /** For each port 32 strangers, and as many that the system has let in and nobody has looked at yet, or that are being closed. */
    private static final long MOST_CONNECTIONS = 2 * 2 * (32 + 32);

    /** A host has a connection, or two while it makes another. */
    private static final long CONNECTIONS_OF_HOSTS = 2 * 2;

    private static final String ESTABLISHED = "01";
    private static final List<String> MODULES = List.of("plain", "secret");

    @TempDir
    private static Path folder;

    private final Map<String, Process> hosts = new LinkedHashMap<>();
    private BulkheadProcess gateway;
    private long started;

    @BeforeAll
    void start() throws IOException {
        started = System.nanoTime();
        Path keyFile = Files.createDirectories(folder.resolve("data/hosts")).resolve("secret.key");
        String key = new KeyFile(keyFile).create().publicKey();
        gateway = BulkheadProcess.runOf(
                        BulkheadProcess.ROOT.resolve("bulkhead"),
                        "-Xmx96m",
                        folder,
                        modules(
                                        module(
                                                "ticker",
                                                Ticker.class,
                                                "\"in-process\"",
                                                "{ \"count\": 2000000, \"atATime\": 1 }"),
                                        module("plain", Echo.class, "\"none\""),
                                        module(
                                                "secret",
                                                Echo.class,
                                                "{ \"type\": \"none\", \"hostKey\": \"%s\" }".formatted(key)))
                                + "," + links(link("ticker", "plain"), link("ticker", "secret")))
                .awaitReady();
        for (String module : MODULES) {
            await().atMost(PATIENCE).until(() -> Files.exists(file(module)));
            hosts.put(
                    module,
                    new ProcessBuilder(
                                    BulkheadProcess.ROOT.resolve("bulkhead").toString(),
                                    "host",
                                    file(module).toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve(module + ".txt").toFile())
                            .start());
        }
        MODULES.forEach(module -> gateway.awaitState(module, "activated"));
    }

    @AfterAll
    void stop() throws InterruptedException {
        for (Process host : hosts.values()) {
            host.destroyForcibly().waitFor();
        }
        gateway.close();
    }

    private Path file(String module) {
        return folder.resolve("data/hosts/" + module + ".json");
    }

    private Attack.Target target(String module) throws IOException {
        JsonNode file = new ObjectMapper().readTree(file(module).toFile());
        String gatewayKey =
                new KeyFile(folder.resolve("data/gateway.key")).read().publicKey();
        return new Attack.Target(
                file.path("remote").asText(), module, file.path("token").asText(), gatewayKey);
    }

    /** {@return all attacks, a few at a time; one by one where there is time for that} */
    static List<Set<Attack>> waves() {
        int together = Long.getLong("bulkhead.attack") == null ? 4 : 1;
        List<Attack> all = List.of(Attack.values());
        return IntStream.iterate(0, first -> first < all.size(), first -> first + together)
                .mapToObj(first -> all.subList(first, Math.min(all.size(), first + together)))
                .<Set<Attack>>map(EnumSet::copyOf)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("waves")
    void shouldGoOnAsIfNobodyWasThere(Set<Attack> attacks) throws Exception {
        awaitTraffic();
        long memory = memory();
        long dropped = dropped();
        long turnedAway = turnedAway();
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Void>> attackers = Stream.of(target("plain"), target("secret"))
                .flatMap(target -> attacks.stream().map(attack -> onItsOwnThread(() -> attack(attack, target, over))))
                .toList();
        try {
            long end = System.nanoTime() + LASTS.toNanos();
            while (System.nanoTime() - end < 0) {
                awaitTraffic();
            }
            assertThat(memory()).as("bytes of memory").isLessThan(memory + MEMORY_MAY_GROW_BY);
            assertThat(connections()).as("connections").isLessThan(MOST_CONNECTIONS);
        } finally {
            over.set(true);
        }
        attackers.forEach(CompletableFuture::join);
        awaitTraffic();
        await().atMost(PATIENCE).until(() -> connections() <= CONNECTIONS_OF_HOSTS);
        assertUndisturbed();
        assertThat(dropped()).as("dropped").isEqualTo(dropped);
        assertThat(turnedAway()).as("turned away").isGreaterThan(turnedAway);
        assertThatTheLogIsReadable();
    }

    /** The pool that all share has fewer threads than there are attackers. */
    private static CompletableFuture<Void> onItsOwnThread(Runnable work) {
        return CompletableFuture.runAsync(work, task -> new Thread(task, "attacker").start());
    }

    private static void attack(Attack attack, Attack.Target target, AtomicBoolean over) {
        try {
            attack.run(target, over::get);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void awaitTraffic() throws Exception {
        for (String module : MODULES) {
            long before = delivered(module);
            await().atMost(PATIENCE).until(() -> delivered(module) > before + 50);
        }
    }

    private long delivered(String module) throws Exception {
        return gateway.linkTo(module).path("delivered").asLong();
    }

    /** {@return what the links have dropped, perhaps while the hosts were not there yet} */
    private long dropped() throws Exception {
        long dropped = 0;
        for (String module : MODULES) {
            dropped += gateway.linkTo(module).path("dropped").asLong();
        }
        return dropped;
    }

    private long memory() throws Exception {
        return gateway.module("ticker").path("memory").asLong();
    }

    /** {@return how many connections the gateway has at the ports for its hosts} */
    private long connections() throws IOException {
        long count = 0;
        for (String module : MODULES) {
            String port =
                    String.format(":%04X", URI.create(target(module).url()).getPort());
            for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
                count += Files.readAllLines(Path.of(table)).stream()
                        .map(line -> line.strip().split("\\s+"))
                        .filter(line -> line[1].endsWith(port) && line[3].equals(ESTABLISHED))
                        .count();
            }
        }
        return count;
    }

    private void assertUndisturbed() throws Exception {
        for (String name : MODULES) {
            JsonNode module = gateway.module(name);
            assertThat(module.path("state").asText()).isEqualTo("activated");
            assertThat(module.path("restarts").asInt()).isZero();
            assertThat(module.path("pid").asLong()).isEqualTo(hosts.get(name).pid());
            await().atMost(PATIENCE).untilAsserted(() -> LedgerAssert.assertBalanced(gateway.linkTo(name)));
        }
    }

    private long turnedAway() throws Exception {
        long counted = 0;
        for (String module : MODULES) {
            JsonNode counts = gateway.module(module).path("turnedAway");
            counted += counts.path("requests").asLong()
                    + counts.path("connections").asLong();
        }
        return counted;
    }

    /** Requests and connections of each module are in the log, but at most every 10 s. */
    private void assertThatTheLogIsReadable() throws IOException {
        long lines = gateway.output()
                .lines()
                .filter(line -> line.contains("refused a request") || line.contains("turned away"))
                .count();
        long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
        // The gateway's, and as many of the hosts', which arrive there too.
        assertThat(lines).isBetween(1L, 2 * 2 * 2 * (seconds / 10 + 1));
    }
}
