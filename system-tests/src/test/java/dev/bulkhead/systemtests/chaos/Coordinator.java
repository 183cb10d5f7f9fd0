package dev.bulkhead.systemtests.chaos;

import dev.bulkhead.systemtests.chaos.account.Finding;
import dev.bulkhead.systemtests.chaos.account.Tally;
import dev.bulkhead.systemtests.chaos.account.Wrong;
import dev.bulkhead.systemtests.chaos.fault.FaultKind;
import dev.bulkhead.systemtests.chaos.world.World;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Goes from round to round: messages flow, a fault strikes, everything comes back, the sources pause, everything drains, and the books
 * are settled. So every loss belongs to one fault.
 */
final class Coordinator {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LONGEST_LOAD_MILLIS = 1500;

    private final World world;
    private final Schedule schedule;
    private final PrintStream progress;
    private final Books books;
    private final Observer observer;
    private final List<Round> rounds = new ArrayList<>();

    Coordinator(World world, Schedule schedule, PrintStream progress) {
        this.world = world;
        this.schedule = schedule;
        this.progress = progress;
        books = new Books(world);
        observer = new Observer(world, PATIENCE);
    }

    List<Round> rounds() {
        return rounds;
    }

    Books books() {
        return books;
    }

    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(observer.findings());
        all.addAll(books.findings());
        return all;
    }

    /** Runs so many rounds, and no new one after so long. Gives up when something does not come back. */
    void run(int most, Duration longest) throws Exception {
        long end = System.nanoTime() + longest.toNanos();
        boolean well = observer.awaitRecovery();
        books.begin();
        for (int round = 0; well && round < most && System.nanoTime() - end < 0; round++) {
            observer.round(round);
            well = run(round);
        }
        if (well && world.stopGateway() != 0) {
            observer.note(Wrong.ENDED, "gateway", "stopped in order, it did not end with the status 0");
        }
    }

    private boolean run(int round) throws Exception {
        FaultKind kind = schedule.kind(round);
        Random choices = schedule.choices(round);
        TimeUnit.MILLISECONDS.sleep(choices.nextInt(LONGEST_LOAD_MILLIS));
        String target = strike(kind, choices);
        long healed = System.nanoTime();
        boolean recovered = observer.awaitRecovery();
        rounds.add(new Round(kind, target, Duration.ofNanos(System.nanoTime() - healed)));
        world.journals().pause(true);
        boolean rests = observer.awaitRest();
        books.settle(kind);
        world.journals().pause(false);
        report(round);
        return recovered && rests;
    }

    private String strike(FaultKind kind, Random choices) throws Exception {
        try {
            return kind.strike(world, choices);
        } catch (IOException e) {
            observer.note(Wrong.REFUSED, kind.label(), String.valueOf(e.getMessage()));
            return String.valueOf(e.getMessage());
        }
    }

    private void report(int number) {
        Round round = rounds.get(number);
        Tally all = books.tally(number, lane -> true);
        progress.printf(
                "%4d  %-15s %5.1f s  %,7d messages  %s%s%n",
                number + 1,
                round.kind().label(),
                round.recovery().toMillis() / 1000.0,
                all.published(),
                round.target(),
                findings().stream().anyMatch(finding -> finding.round() == number) ? "  SOMETHING IS WRONG" : "");
    }
}
