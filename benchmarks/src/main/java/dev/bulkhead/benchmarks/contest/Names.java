package dev.bulkhead.benchmarks.contest;

import java.util.List;

/** What contests and contestants are called, and the numbers that the tables name. */
public final class Names {
    public static final String IN_PROCESS = "in-process";
    public static final String FAN_OUT = "fan-out";
    public static final String ONE_WAY = "one-way";
    public static final String ROUND_TRIP = "round-trip";
    public static final String SIZES = "sizes";
    public static final String LATENCY = "latency";
    public static final String LATENCY_ROUND_TRIP = "latency-round-trip";
    public static final String LATENCY_SIZES = "latency-sizes";
    public static final String RUNNING = "running";
    public static final String LONG_RUN = "long-run";
    public static final String AT_REST = "at-rest";
    public static final String PARTS = "jmh";
    public static final String GATEWAYS = "gateways";

    public static final String DURABLE_SYNCED = "durable-synced";
    public static final String DURABLE_SYNCED_ONE = "durable-synced-one";
    public static final String DURABLE = "durable";
    public static final String DURABLE_ONE = "durable-one";
    public static final String DURABLE_UNSYNCED = "durable-unsynced";

    /** How a durable link syncs, as in {@code gateway.json}. */
    public static final String BATCH_SYNC = "batch";

    public static final String INTERVAL = "interval";
    public static final String NEVER = "never";

    public static final String INBOX = "offer to a link and drain the inbox";

    public static final String SAMPLE = "the sample, after 5 s";
    public static final String BUSY = "a long run at full rate to a forked module";
    public static final String LAST_THIRD = " in the last third of the run, resident MiB";
    public static final String LAST_TO_SECOND_THIRD = ", last third / second third";
    /** How much of what was published never came, in percent. */
    public static final String LOST = "lost";

    /** How many messages were written together. */
    public static final String BATCH = "batch";
    /** How often in a second the disk was asked to confirm what is written. */
    public static final String SYNCS = "syncs/s";
    /** What a process has files write, for each message, in bytes. */
    public static final String BYTES_WRITTEN = "bytes written";

    public static final String HOST_CPU = "host CPU ms";
    public static final String IDLE = "idle gateway with 10 hosts";
    public static final String JARS = "jars";
    public static final String FIRST_FORK = "1 forked module";
    public static final String SECOND_FORK = "2 forked modules";
    public static final String FIFTIETH_FORK = "50 forked modules";

    /** Where the modules at the ends of a durable link are. */
    public static final List<String> DURABLE_PLACES =
            List.of("in process", "fork, to the module", "fork, from the module");

    public static final String FORK = "fork";
    public static final String BULKHEAD = bulkhead(FORK);
    public static final String TO_MODULE = "Bulkhead fork, to the module";
    public static final String FROM_MODULE = "Bulkhead fork, from the module";
    public static final String BULKHEAD_IN_PROCESS = "Bulkhead";
    public static final String VERTX = "Vert.x event bus";
    public static final String GUAVA = "Guava AsyncEventBus";
    public static final String DISRUPTOR = "LMAX Disruptor";
    public static final String ARRAY_BLOCKING_QUEUE = "ArrayBlockingQueue";
    public static final String JCTOOLS_SPINNING = "JCTools queue, spinning";
    public static final String JCTOOLS_SLEEPING = "JCTools queue, sleeping";
    public static final String MOSQUITTO_0 = "Mosquitto, QoS 0";
    public static final String MOSQUITTO_1 = "Mosquitto, QoS 1";
    public static final String NATS = "NATS core";
    public static final String GRPC = "gRPC bidirectional stream";
    public static final String REQ_REP = "JeroMQ REQ/REP";
    public static final String PUSH_PULL = "JeroMQ PUSH/PULL";
    public static final String JETSTREAM_ALWAYS = "JetStream, sync always";
    public static final String JETSTREAM_1S = "JetStream, sync every 1 s";
    public static final String JETSTREAM_DEFAULT = "JetStream, sync every 2 min (default)";
    public static final String MOSQUITTO_1S = "Mosquitto, QoS 1, saved every 1 s";
    public static final String MOSQUITTO_DEFAULT = "Mosquitto, QoS 1, saved every 30 min (default)";
    public static final String FILE = "bare file, synced (limit)";
    public static final String TCP = "bare TCP stream (limit)";

    /** The bytes of the content where nothing else is said. */
    public static final int SIZE = 256;
    /** Messages under way that are not confirmed, where many are. */
    public static final int IN_FLIGHT = 64;
    /** Messages in a second, where latency is measured. */
    public static final int PER_SECOND = 1000;
    /** The bytes of the content where the size is what changes. */
    public static final List<Integer> SIZES_OF_CONTENT = List.of(64, 256, 4 << 10, 64 << 10, 1 << 20);

    private static final int MEBIBYTE = 1 << 20;
    private static final int FEWER_PER_SECOND = 100;

    private Names() {}

    /** {@return the messages in a second, where latency is measured, for contents of this size} */
    public static int perSecond(int size) {
        return size < MEBIBYTE ? PER_SECOND : FEWER_PER_SECOND;
    }

    /** {@return the name of Bulkhead with a module in this activation} */
    public static String bulkhead(String activation) {
        return "Bulkhead " + activation;
    }

    /** {@return the name of Bulkhead with a durable link} */
    public static String durable(String place, String sync) {
        return "Bulkhead " + place + ", sync " + sync;
    }

    /** {@return the name of a contestant with contents of this size} */
    public static String ofSize(String contestant, int size) {
        return contestant + ", " + size(size);
    }

    /** {@return a size, such as {@code 4 KiB}} */
    public static String size(int bytes) {
        if (bytes >= MEBIBYTE) {
            return bytes / MEBIBYTE + " MiB";
        }
        return bytes >= 1024 ? bytes / 1024 + " KiB" : bytes + " B";
    }
}
