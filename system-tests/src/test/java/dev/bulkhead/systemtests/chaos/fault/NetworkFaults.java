package dev.bulkhead.systemtests.chaos.fault;

import dev.bulkhead.systemtests.chaos.world.World;
import java.util.Random;

/** Cables. */
final class NetworkFaults {
    private NetworkFaults() {}

    static String cut(World world, Random random) throws Exception {
        int millis = Pick.aroundTheLimit(random);
        world.network().cut();
        Pick.sleep(millis);
        world.network().plug();
        return "for " + millis + " ms";
    }

    static String delay(World world, Random random) throws Exception {
        int delay = Pick.between(20, 500, random);
        int millis = Pick.between(1000, 4000, random);
        world.network().delay(delay);
        Pick.sleep(millis);
        world.network().delay(0);
        return delay + " ms each way for " + millis + " ms, by "
                + world.network().slowedBy();
    }
}
