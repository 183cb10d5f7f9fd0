package dev.bulkhead.benchmarks.inprocess;

import dev.bulkhead.benchmarks.contest.Names;

/** The systems that move messages within a process. */
public enum InProcessSystem {
    BULKHEAD(Names.BULKHEAD_IN_PROCESS),
    VERTX(Names.VERTX),
    GUAVA(Names.GUAVA),
    DISRUPTOR(Names.DISRUPTOR),
    ARRAY_BLOCKING_QUEUE(Names.ARRAY_BLOCKING_QUEUE),
    JCTOOLS_SPINNING(Names.JCTOOLS_SPINNING),
    JCTOOLS_SLEEPING(Names.JCTOOLS_SLEEPING);

    private final String label;

    InProcessSystem(String label) {
        this.label = label;
    }

    /** {@return its name in tables} */
    public String label() {
        return label;
    }

    /** {@return whether each of so many sinks gets the messages in the order in which they were published} */
    boolean keepsOrder(int sinks) {
        return this != GUAVA || sinks == 1;
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
