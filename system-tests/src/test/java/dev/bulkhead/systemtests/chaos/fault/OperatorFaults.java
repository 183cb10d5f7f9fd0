package dev.bulkhead.systemtests.chaos.fault;

import dev.bulkhead.systemtests.chaos.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What an operator does while messages flow. */
final class OperatorFaults {
    private static final int MOST_HOURS = 48;

    private OperatorFaults() {}

    static String deactivate(World world, Random random) throws Exception {
        List<String> all = new ArrayList<>(world.layout().hosted());
        all.addAll(world.layout().sinks());
        String module = Pick.one(all, random);
        int millis = Pick.between(100, 2000, random);
        world.ask("deactivate", module);
        Pick.sleep(millis);
        world.ask("activate", module);
        return module + " for " + millis + " ms";
    }

    static String suspend(World world, Random random) throws Exception {
        String module = Pick.one(world.layout().sinks(), random);
        int millis = Pick.between(100, 2000, random);
        world.ask("suspend", module);
        Pick.sleep(millis);
        world.ask("resume", module);
        return module + " for " + millis + " ms";
    }

    static String apply(World world, Random unused) throws Exception {
        world.changeLinks();
        return "all capacities";
    }

    /** Moves the clock while messages wait, so that their age seems to be another. */
    static String clock(World world, Random random) throws Exception {
        String module = Pick.one(world.layout().sinks(), random);
        Duration by =
                Duration.ofHours(Pick.between(-MOST_HOURS, MOST_HOURS, random)).plusSeconds(7);
        world.ask("suspend", module);
        Pick.sleep(500);
        world.clock().move(by);
        Pick.sleep(500);
        world.ask("resume", module);
        Pick.sleep(500);
        world.clock().move(Duration.ZERO);
        return "by " + by + ", there and back; " + module + " suspended meanwhile";
    }
}
