package dev.bulkhead.benchmarks.module;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.api.ModuleContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Does nothing; says, when it is created, for how long its process has been running. */
public final class Idle implements Module {
    public static final String CREATED = "created";

    /** Of {@code /proc/self/stat}, counted from behind the name: when the process was forked, in hundredths of a second. */
    private static final int FORKED = 19;

    @Override
    public void create(ModuleContext context) throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        String uptime = Files.readString(Path.of("/proc/uptime"));
        double now = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
        long millis = Math.round(now * 1000) - Long.parseLong(fields[FORKED]) * 10;
        System.out.println(CREATED + " pid=" + ProcessHandle.current().pid() + " millis=" + millis);
    }

    @Override
    public void receive(Message message) {}

    @Override
    public void destroy() {}
}
