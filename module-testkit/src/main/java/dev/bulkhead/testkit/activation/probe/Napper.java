package dev.bulkhead.testkit.activation.probe;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.Stateful;
import dev.bulkhead.api.Suspendable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Publishes what it receives with a running number in front, as in {@code 3 text}. The number is its state. Its condition
 * {@code awake} holds while it is not suspended. It publishes {@code tick} with the property {@code every} now and then.
 */
public final class Napper implements Module, Suspendable, Stateful {
    private ModuleContext context;
    private Args args;
    private int count;

    /**
     * How it misbehaves.
     *
     * @param trouble what it has trouble with: {@code suspend}, {@code resume}, {@code save} and {@code restore} throw,
     *     {@code hang} hangs in suspend, {@code slow} takes 100 ms for each message; null or empty for nothing
     * @param stateBytes how large its state is; 0 for as large as its number
     */
    public record Args(String trouble, int stateBytes) {}

    @Override
    public void create(ModuleContext newContext) {
        context = newContext;
        args = context.args(Args.class);
        context.every(Duration.ofMillis(1), () -> context.publish(Message.of(Map.of("every", "1ms"), "tick")));
    }

    @Override
    public void start() {
        context.condition("awake", true);
    }

    @Override
    public void receive(Message message) throws InterruptedException {
        if ("slow".equals(args.trouble())) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        count++;
        context.publish(Message.of(Map.of(), count + " " + message.text()));
    }

    @Override
    public void suspend() throws InterruptedException {
        throwIf("suspend");
        if ("hang".equals(args.trouble())) {
            TimeUnit.DAYS.sleep(1);
        }
        context.condition("awake", false);
    }

    @Override
    public void resume() {
        throwIf("resume");
        context.condition("awake", true);
    }

    @Override
    public byte[] saveState() {
        throwIf("save");
        byte[] number = Integer.toString(count).getBytes(StandardCharsets.US_ASCII);
        if (args.stateBytes() == 0) {
            return number;
        }
        byte[] state = new byte[args.stateBytes()];
        Arrays.fill(state, (byte) ' ');
        System.arraycopy(number, 0, state, 0, number.length);
        return state;
    }

    @Override
    public void restoreState(byte[] state) {
        throwIf("restore");
        count = Integer.parseInt(new String(state, StandardCharsets.US_ASCII).strip());
    }

    private void throwIf(String trouble) {
        if (trouble.equals(args.trouble())) {
            throw new IllegalStateException("no valve at port 7 in " + trouble);
        }
    }

    @Override
    public void destroy() {}
}
