package dev.bulkhead.benchmarks.parts;

import dev.bulkhead.api.Message;
import dev.bulkhead.benchmarks.load.Load;
import dev.bulkhead.wire.message.FrameDecoder;
import dev.bulkhead.wire.message.FrameEncoder;
import dev.bulkhead.wire.message.MalformedFrameException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Messages to frames and back; content of 256 B and two properties. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameBenchmark {
    private static final int SIZE = 256;

    private final Message message = new Load(SIZE).parcel(0).message();
    private final byte[] frame = FrameEncoder.encode(message);
    private final FrameDecoder decoder = new FrameDecoder();
    private final byte[] target = new byte[frame.length];

    /** Into a buffer that is there already. */
    @Benchmark
    public int encode() {
        return FrameEncoder.encode(message, target, 0);
    }

    /** To a message of its own. */
    @Benchmark
    public Message decode() throws MalformedFrameException {
        return decoder.decode(frame, 0, frame.length);
    }
}
