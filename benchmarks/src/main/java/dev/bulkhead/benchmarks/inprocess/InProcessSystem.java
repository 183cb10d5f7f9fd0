package dev.bulkhead.benchmarks.inprocess;

/** The systems that move messages within a process. */
public enum InProcessSystem {
    BULKHEAD("Bulkhead"),
    VERTX("Vert.x event bus"),
    GUAVA("Guava AsyncEventBus"),
    DISRUPTOR("LMAX Disruptor"),
    ARRAY_BLOCKING_QUEUE("ArrayBlockingQueue"),
    JCTOOLS_SPINNING("JCTools queue, spinning"),
    JCTOOLS_SLEEPING("JCTools queue, sleeping (limit)");

    private final String label;

    InProcessSystem(String label) {
        this.label = label;
    }

    /** {@return its name in tables} */
    public String label() {
        return label;
    }

    Bus open() {
        return switch (this) {
            case BULKHEAD -> new BulkheadBus();
            case VERTX -> new VertxBus();
            case GUAVA -> new GuavaBus();
            case DISRUPTOR -> new DisruptorBus();
            case ARRAY_BLOCKING_QUEUE -> new ArrayBlockingQueueBus();
            case JCTOOLS_SPINNING -> JcToolsBus.spinning();
            case JCTOOLS_SLEEPING -> JcToolsBus.sleeping();
        };
    }
}
