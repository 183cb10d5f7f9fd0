package dev.bulkhead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.broker.store.Durability;
import dev.bulkhead.broker.store.StoredLink;
import dev.bulkhead.broker.store.StoredMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is acknowledged is there after a power loss. Two processes, one after the other, publish while all that they do to their files is
 * recorded; then the power is lost at a thousand points of that, and each time a store is opened on what the disk had confirmed and any part
 * of what it had not.
 */
class PowerLossTest {
    private static final int CUTS = 1000;
    private static final int CUTS_WITHOUT_SYNC = 100;
    private static final int MESSAGES = 120;
    private static final long SEED = 20260301;

    @TempDir
    private static Path shared;

    private static Path folder;
    private static List<DiskEvent> events = new ArrayList<>();

    @BeforeAll
    static void record() throws Exception {
        Needs.require(Needs.succeeds("strace", "-qq", "-o", "/dev/null", "true"), "strace, and the right to use it");
        NativeLibrary.prepare(shared);
        folder = Files.createDirectory(shared.resolve("store")).toRealPath();
        Path recording = shared.resolve("recording");
        for (String run : new String[] {"a", "b"}) {
            List<String> command = Strace.recording(recording, Children.command(Recorded.class, folder, run, MESSAGES));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor()).isZero();
        }
        events = Strace.read(recording);
        assertThat(events.stream().filter(event -> event instanceof DiskEvent.Said))
                .hasSizeGreaterThan(2 * MESSAGES);
    }

    @Test
    void shouldHaveAllThatWasAcknowledgedAfterAPowerLossAtAnyMoment() throws Exception {
        assertThat(failures(true, CUTS)).isEmpty();
    }

    /** As with {@code synchronous = OFF}: then this test has to find losses, or it would find none anywhere. */
    @Test
    void shouldFindTheLossesOfADiskThatConfirmsNothing() throws Exception {
        assertThat(failures(false, CUTS_WITHOUT_SYNC)).hasSizeGreaterThan(CUTS_WITHOUT_SYNC / 4);
    }

    private static List<String> failures(boolean syncs, int cuts) throws Exception {
        Random random = new Random(SEED);
        Set<Integer> points = random.ints(0, events.size())
                .distinct()
                .limit(Math.min(cuts, events.size()))
                .boxed()
                .collect(Collectors.toSet());
        int each = (cuts + points.size() - 1) / points.size();
        UnsyncedDisk disk = new UnsyncedDisk(folder, syncs);
        Acknowledged acknowledged = new Acknowledged();
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            disk.happened(events.get(i));
            acknowledged.happened(events.get(i));
            for (int cut = 0; points.contains(i) && cut < each; cut++) {
                failures.addAll(cut(disk, acknowledged, random, i));
            }
        }
        return failures;
    }

    private static List<String> cut(UnsyncedDisk disk, Acknowledged acknowledged, Random random, int point)
            throws IOException {
        Path target = Files.createTempDirectory(memory(), "power-loss");
        try {
            disk.losePowerInto(target, random);
            try (SqliteLinkStore store = StoreFixture.open(target)) {
                return acknowledged.failures(store).stream()
                        .map(failure -> "at event " + point + ": " + failure)
                        .toList();
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            return List.of("at event " + point + ": " + e);
        } finally {
            delete(target);
        }
    }

    /** Where this machine has a disk that does not wait. */
    private static Path memory() {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? memory : shared;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** What the process said so far. */
    private static final class Acknowledged {
        private final TreeMap<Long, String> stored = new TreeMap<>();
        private final Map<String, Integer> newest = new HashMap<>();
        private long settled;

        void happened(DiskEvent event) {
            if (!(event instanceof DiskEvent.Said said)) {
                return;
            }
            String[] words = said.line().split(" ", -1);
            if (words[0].equals("stored")) {
                stored.put(Long.valueOf(words[1]), words[2]);
                int dash = words[2].lastIndexOf('-');
                newest.put(words[2].substring(0, dash), Integer.valueOf(words[2].substring(dash + 1)));
            } else if (words[0].equals("settling")) {
                settled = Long.parseLong(words[1]);
            }
        }

        List<String> failures(SqliteLinkStore store) throws IOException {
            List<String> failures = new ArrayList<>();
            StoredLink link = StoreFixture.open(store, new Heard());
            Map<Long, String> found = new TreeMap<>();
            for (StoredMessage message : StoreFixture.readAll(link)) {
                String text = message.message().property("text").orElseThrow();
                found.put(message.number(), text);
                if (!message.message().equals(Recorded.message(text))
                        || !mayHaveBeenPublished(message.number(), text)) {
                    failures.add("this was never published: " + message);
                }
            }
            Map<Long, String> missing = new TreeMap<>(stored.tailMap(settled, false));
            missing.entrySet().removeAll(found.entrySet());
            missing.forEach((number, text) -> failures.add("message " + number + " is missing: " + text));
            if (store.counts().messagesLost() > 0 || store.counts().repairs() > 0) {
                failures.add("the store is damaged: " + store.counts());
            }
            StoredLink other = store.open(Recorded.OTHER, Durability.DEFAULT, new Heard());
            for (StoredMessage message : StoreFixture.readAll(other)) {
                if (!message.message()
                        .equals(Recorded.message(
                                message.message().property("text").orElseThrow()))) {
                    failures.add("this was never published: " + message);
                }
            }
            return failures;
        }

        /** A publisher has one message under way, at most. */
        private boolean mayHaveBeenPublished(long number, String text) {
            int dash = text.lastIndexOf('-');
            int index = Integer.parseInt(text.substring(dash + 1));
            int known = newest.getOrDefault(text.substring(0, dash), -1);
            return text.equals(stored.get(number)) || index == known + 1;
        }
    }
}
