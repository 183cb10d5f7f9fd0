package dev.bulkhead.testkit.activation.probe;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes more and more memory, beside the heap, and gives none back. */
public final class Hoarder implements Module {
    private static final int AT_A_TIME = 4 << 20;
    private static final int PAGE = 4096;

    private final List<ByteBuffer> hoard = new ArrayList<>();

    @Override
    public void create(ModuleContext context) {
        context.every(Duration.ofMillis(50), this::takeMore);
    }

    private void takeMore() {
        ByteBuffer more = ByteBuffer.allocateDirect(AT_A_TIME);
        for (int i = 0; i < AT_A_TIME; i += PAGE) {
            more.put(i, (byte) 1);
        }
        hoard.add(more);
    }

    @Override
    public void receive(Message message) {}

    @Override
    public void destroy() {
        hoard.clear();
    }
}
