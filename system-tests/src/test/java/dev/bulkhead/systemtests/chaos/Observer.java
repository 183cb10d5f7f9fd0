package dev.bulkhead.systemtests.chaos;

import dev.bulkhead.systemtests.chaos.account.Counts;
import dev.bulkhead.systemtests.chaos.account.Finding;
import dev.bulkhead.systemtests.chaos.account.Wrong;
import dev.bulkhead.systemtests.chaos.world.Lane;
import dev.bulkhead.systemtests.chaos.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Waits until everything runs again, or rests; and notes what does not. */
final class Observer {
    private static final int PAUSE_MILLIS = 150;
    /** How often in a row nothing may have changed. Longer than a heartbeat, which brings the counts of hosts. */
    private static final int STILL = 3;

    private final World world;
    private final Duration patience;
    private final List<Finding> findings = new ArrayList<>();
    private int round;

    Observer(World world, Duration patience) {
        this.world = world;
        this.patience = patience;
    }

    List<Finding> findings() {
        return findings;
    }

    void round(int number) {
        round = number;
    }

    void note(Wrong wrong, String where, String text) {
        findings.add(new Finding(wrong, round, where, text));
    }

    /** What is waited for. */
    private interface Waited {
        /** {@return what is not so yet; empty when all is well} */
        List<String> lacking() throws IOException, InterruptedException;
    }

    /**
     * Waits until all modules are activated and every lane brings messages that are published from now on.
     *
     * @return whether that came
     */
    boolean awaitRecovery() throws IOException, InterruptedException {
        Map<Lane, Long> before = new HashMap<>();
        for (Lane lane : world.layout().lanes()) {
            before.put(lane, world.journals().lastPublished(lane));
        }
        return await("everything runs again", () -> {
            List<String> lacking = world.notActivated();
            for (Lane lane : world.layout().lanes()) {
                if (world.journals().lastReceived(lane) <= before.get(lane)) {
                    lacking.add(lane.name() + " brings nothing new");
                }
            }
            return lacking;
        });
    }

    /** Waits until nothing moves any more, though everything runs. {@return whether that came} */
    boolean awaitRest() throws IOException, InterruptedException {
        List<Map<String, Counts>> same = new ArrayList<>();
        return await("everything is at rest", () -> {
            List<String> lacking = world.notActivated();
            Map<String, Counts> now = world.ledgers();
            if (!same.isEmpty() && !same.get(0).equals(now)) {
                same.clear();
            }
            same.add(now);
            now.forEach((lane, counts) -> {
                if (!counts.isAtRest()) {
                    lacking.add(lane + " has " + counts);
                }
            });
            if (lacking.isEmpty() && same.size() <= STILL) {
                lacking.add("the ledgers still change");
            }
            return lacking;
        });
    }

    private boolean await(String what, Waited waited) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> lacking = List.of("no answer of the gateway");
        while (System.nanoTime() - deadline < 0) {
            keepAlive();
            try {
                lacking = waited.lacking();
                if (lacking.isEmpty()) {
                    return true;
                }
            } catch (IOException e) {
                lacking = List.of("the gateway does not answer: " + e);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        note(Wrong.NOT_RECOVERED, what, "not within " + patience.toSeconds() + " s: " + lacking);
        return false;
    }

    /** Starts what ended without our doing, and notes that it did. */
    private void keepAlive() throws IOException {
        for (String ended : world.startExternalHosts()) {
            note(Wrong.ENDED, "host", ended + ", and nobody had killed it");
        }
        if (!world.isGatewayAlive()) {
            note(Wrong.ENDED, "gateway", "it ended by itself; see gateway.log");
            world.noteLostGateway();
            world.startGateway();
        }
    }
}
