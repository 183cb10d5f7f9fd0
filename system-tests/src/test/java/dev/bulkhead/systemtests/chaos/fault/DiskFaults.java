package dev.bulkhead.systemtests.chaos.fault;

import dev.bulkhead.systemtests.chaos.world.World;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Disks that are full, closed, or do not give back what they got. */
final class DiskFaults {
    private static final int MOST_BYTES = 6000;

    private DiskFaults() {}

    static String full(World world, Random random) throws Exception {
        int millis = Pick.between(500, 3000, random);
        world.disk().fill();
        Pick.sleep(millis);
        world.disk().empty();
        return "for " + millis + " ms";
    }

    static String readOnly(World world, Random random) throws Exception {
        int millis = Pick.between(500, 3000, random);
        world.disk().refuseWrites(true);
        Pick.sleep(millis);
        world.disk().refuseWrites(false);
        return "for " + millis + " ms";
    }

    static String damageLog(World world, Random random) throws Exception {
        return damage(world, "links.db-wal", random);
    }

    static String damageDatabase(World world, Random random) throws Exception {
        return damage(world, "links.db", random);
    }

    /** Messages wait for a sink that is suspended, so that there is something to damage. */
    private static String damage(World world, String name, Random random) throws Exception {
        String module = Pick.one(world.layout().sinks(), random);
        world.ask("suspend", module);
        Pick.sleep(Pick.between(200, 1500, random));
        world.killGateway();
        String what = damage(world.data().resolve(name), random);
        world.startGateway();
        return what + " " + name + "; " + module + " was suspended";
    }

    private static String damage(Path path, Random random) throws IOException {
        if (!Files.exists(path)) {
            return "there is no";
        }
        byte[] bytes = new byte[1 + random.nextInt(MOST_BYTES)];
        random.nextBytes(bytes);
        boolean append = random.nextBoolean();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(append ? file.length() : Math.max(0, file.length() - bytes.length));
            file.write(bytes);
        }
        return bytes.length + (append ? " bytes appended to" : " bytes overwritten at the end of");
    }
}
