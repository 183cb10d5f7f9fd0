package dev.bulkhead.systemtests.chaos.fault;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Choices that follow from the seed. */
final class Pick {
    private Pick() {}

    static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    /** {@return some milliseconds: well below the limit after which a host counts as gone, or well above} */
    static int aroundTheLimit(Random random) {
        return random.nextBoolean() ? between(200, 2000, random) : between(5000, 7000, random);
    }

    static int between(int least, int most, Random random) {
        return least + random.nextInt(most - least);
    }

    static void sleep(int millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }
}
