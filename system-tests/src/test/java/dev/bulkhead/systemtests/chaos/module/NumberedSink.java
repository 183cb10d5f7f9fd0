package dev.bulkhead.systemtests.chaos.module;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import dev.bulkhead.api.Suspendable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes down what it receives before {@code receive} returns: {@code NUMBER}, and {@code again} or {@code damaged} where that holds. */
public final class NumberedSink implements Module, Suspendable {
    private final Map<String, Journal> journals = new HashMap<>();

    /**
     * What to expect.
     *
     * @param folder where the journals are
     * @param lanes the lanes
     */
    public record Args(String folder, List<String> lanes) {}

    @Override
    public void create(ModuleContext context) throws IOException {
        Args args = context.args(Args.class);
        for (String lane : args.lanes()) {
            journals.put(lane, Journal.begin(Path.of(args.folder()), lane));
        }
    }

    @Override
    public void receive(Message message) throws IOException {
        String lane = message.property(Numbered.LANE).orElseThrow();
        long number = Long.parseLong(message.property(Numbered.NUMBER).orElseThrow());
        boolean again = message.property("bulkhead.redelivered").isPresent();
        journals.get(lane)
                .write(number + (again ? " again" : "") + (Numbered.isIntact(message, lane, number) ? "" : " damaged"));
    }

    @Override
    public void suspend() {}

    @Override
    public void resume() {}

    @Override
    public void destroy() throws IOException {
        for (Journal journal : journals.values()) {
            journal.close();
        }
    }
}
