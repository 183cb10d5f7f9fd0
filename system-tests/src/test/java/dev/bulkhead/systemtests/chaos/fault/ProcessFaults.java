package dev.bulkhead.systemtests.chaos.fault;

import dev.bulkhead.systemtests.chaos.world.Shell;
import dev.bulkhead.systemtests.chaos.world.World;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Processes that end or stand still. */
final class ProcessFaults {
    private static final int LONGEST_DOWN_MILLIS = 1500;

    private ProcessFaults() {}

    static String killHost(World world, Random random) throws Exception {
        String module = Pick.one(world.layout().hosted(), random);
        world.killHost(module);
        return module;
    }

    static String killGateway(World world, Random random) throws Exception {
        world.killGateway();
        return startAgain(world, random);
    }

    static String restartGateway(World world, Random random) throws Exception {
        int status = world.stopGateway();
        if (status != 0) {
            throw new IOException("the gateway was stopped and ended with the status " + status);
        }
        return startAgain(world, random);
    }

    private static String startAgain(World world, Random random) throws Exception {
        int millis = random.nextInt(LONGEST_DOWN_MILLIS);
        Pick.sleep(millis);
        world.startGateway();
        return "down for " + millis + " ms";
    }

    static String freezeHost(World world, Random random) throws Exception {
        String module = Pick.one(world.layout().hosted(), random);
        return module + " " + freeze(world.pidOf(module), random);
    }

    static String freezeGateway(World world, Random random) throws Exception {
        return freeze(world.gatewayPid(), random);
    }

    private static String freeze(long pid, Random random) throws InterruptedException {
        int millis = Pick.aroundTheLimit(random);
        Shell.signal("STOP", List.of(pid));
        Pick.sleep(millis);
        Shell.signal("CONT", List.of(pid));
        return "for " + millis + " ms";
    }
}
