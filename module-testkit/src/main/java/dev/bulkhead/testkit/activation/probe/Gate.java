package dev.bulkhead.testkit.activation.probe;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Waits in {@code create} and {@code destroy} as long as there is a file, publishes what it receives with its number, and takes that number
 * along from one life to the next.
 */
public final class Gate implements Module, Suspendable, Stateful {
    private static final int LOOK_MILLIS = 5;

    private ModuleContext context;
    private Settings settings;
    private int received;

    /**
     * The arguments.
     *
     * @param createHeldBy the file that holds it in {@code create}
     * @param destroyHeldBy the file that holds it in {@code destroy}
     */
    public record Settings(String createHeldBy, String destroyHeldBy) {}

    @Override
    public void create(ModuleContext newContext) throws InterruptedException {
        context = newContext;
        settings = newContext.args(Settings.class);
        awaitNo(settings.createHeldBy());
    }

    private static void awaitNo(String file) throws InterruptedException {
        while (file != null && Files.exists(Path.of(file))) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void receive(Message message) {
        received++;
        context.publish(Message.of(Map.of("number", String.valueOf(received)), message.text()));
    }

    @Override
    public void suspend() {}

    @Override
    public void resume() {}

    @Override
    public byte[] saveState() {
        return ByteBuffer.allocate(Integer.BYTES).putInt(received).array();
    }

    @Override
    public void restoreState(byte[] state) {
        received = ByteBuffer.wrap(state).getInt();
    }

    @Override
    public void destroy() throws InterruptedException {
        awaitNo(settings.destroyHeldBy());
    }
}
