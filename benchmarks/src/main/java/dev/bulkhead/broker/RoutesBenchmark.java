package dev.bulkhead.broker;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Which links start at a module, among a hundred modules in a row. In this package because of what it measures. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RoutesBenchmark {
    private static final int MODULES = 100;
    private static final int MAX_MESSAGE = 16 << 20;

    private final Broker broker = new Broker(MAX_MESSAGE);
    private final String source = "module-" + MODULES / 2;

    /** Links every module with the next. */
    public RoutesBenchmark() {
        for (int i = 0; i < MODULES; i++) {
            String name = broker.add("module-" + i).name();
            if (i > 0) {
                broker.link(LinkSpec.between("module-" + (i - 1), name));
            }
        }
    }

    /** As for every message that is published. */
    @Benchmark
    public Object lookUp() {
        return broker.routesFrom(source);
    }
}
