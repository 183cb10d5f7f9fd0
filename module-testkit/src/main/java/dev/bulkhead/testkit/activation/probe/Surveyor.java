package dev.bulkhead.testkit.activation.probe;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Publishes what it finds around it; a message {@code heap} or {@code outside} makes it take memory there without end. */
public final class Surveyor implements Module {
    private static final int PIECE = 1 << 20;
    /** Of {@code /proc/self/stat}, counted from behind the name. */
    private static final int NICE = 16;

    private final List<Object> taken = new ArrayList<>();
    private ModuleContext context;

    @Override
    public void create(ModuleContext newContext) {
        context = newContext;
    }

    @Override
    public void start() throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        System.getenv().forEach((name, value) -> found.put("env." + name, value));
        found.put("folder", Path.of("").toAbsolutePath().toString());
        found.put("uid", idsAt("Uid:"));
        found.put("gid", idsAt("Gid:"));
        found.put("nice", afterName(Files.readString(Path.of("/proc/self/stat")))[NICE]);
        context.publish(Message.of(found, "survey"));
    }

    private static String idsAt(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.split("\\s+", -1)[1])
                .findFirst()
                .orElseThrow();
    }

    private static String[] afterName(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    @Override
    public void receive(Message message) {
        while (true) {
            taken.add(message.text().equals("heap") ? new byte[PIECE] : ByteBuffer.allocateDirect(PIECE));
        }
    }

    @Override
    public void destroy() {}
}
