package dev.bulkhead.benchmarks.inprocess;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.EventTranslatorOneArg;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;
import dev.bulkhead.api.Message;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One ring of the LMAX Disruptor, multi producer, blocking wait; every sink is a handler of its own on it. */
final class DisruptorBus implements Bus {
    private static final EventTranslatorOneArg<Slot, Message> PUT = (slot, sequence, message) -> slot.message = message;

    private final Disruptor<Slot> disruptor = new Disruptor<>(
            Slot::new, CAPACITY, DaemonThreadFactory.INSTANCE, ProducerType.MULTI, new BlockingWaitStrategy());

    private static final class Slot {
        @Nullable
        Message message;
    }

    @Override
    public void open(List<Consumer<Message>> sinks) {
        for (Consumer<Message> sink : sinks) {
            var unused = disruptor.handleEventsWith((EventHandler<Slot>) (slot, sequence, endOfBatch) -> {
                Message message = slot.message;
                if (message != null) {
                    sink.accept(message);
                }
            });
        }
        var unused = disruptor.start();
    }

    @Override
    public void publish(Message message) {
        disruptor.getRingBuffer().publishEvent(PUT, message);
    }

    @Override
    public void close() {
        disruptor.halt();
    }
}
