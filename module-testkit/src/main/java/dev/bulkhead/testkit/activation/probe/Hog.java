package dev.bulkhead.testkit.activation.probe;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Takes more and more memory, outside the heap, once it gets a message. */
public final class Hog implements Module {
    private static final int MEBIBYTE = 1 << 20;

    private final List<ByteBuffer> taken = new ArrayList<>();

    @Override
    public void create(ModuleContext context) {}

    @Override
    public void receive(Message message) {
        while (taken.size() < Integer.MAX_VALUE) {
            // A page that is only asked for is not taken yet; the buffer is cleared, which touches each.
            taken.add(ByteBuffer.allocateDirect(MEBIBYTE));
        }
    }

    @Override
    public void destroy() {}
}
