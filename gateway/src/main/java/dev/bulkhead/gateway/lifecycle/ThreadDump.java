package dev.bulkhead.gateway.lifecycle;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What the threads of a module's process are doing. */
final class ThreadDump {
    private static final int SECONDS = 5;
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    private ThreadDump() {}

    /** {@return the dump, or why there is none} */
    static String of(ModuleStatus module) {
        if (module.pid().isEmpty() || !module.here()) {
            return "its process is not known on this machine\n";
        }
        long pid = module.pid().getAsLong();
        return pid == ProcessHandle.current().pid() ? ofThisProcess() : ofProcess(pid);
    }

    private static String ofThisProcess() {
        StringBuilder dump = new StringBuilder();
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true, Integer.MAX_VALUE)) {
            dump.append('"')
                    .append(thread.getThreadName())
                    .append("\" ")
                    .append(thread.getThreadState())
                    .append('\n');
            for (StackTraceElement frame : thread.getStackTrace()) {
                dump.append("    at ").append(frame).append('\n');
            }
            dump.append('\n');
        }
        return dump.toString();
    }

    private static String ofProcess(long pid) {
        if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
            return "the process " + pid + " had ended\n";
        }
        if (isHalted(pid)) {
            return "the process " + pid + " was halted, and could not be asked\n";
        }
        if (!Files.isExecutable(JCMD)) {
            return "there is no " + JCMD + "; a JDK has one\n";
        }
        try {
            return ofProcess(pid, Files.createTempFile("bulkhead-threads", ".txt"));
        } catch (IOException e) {
            return "the process " + pid + " could not be asked: " + e + "\n";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** {@return whether somebody has stopped or frozen it, so that it answers nobody} */
    private static boolean isHalted(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return "TtD".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String ofProcess(long pid, Path output) throws IOException, InterruptedException {
        try {
            Process asked = new ProcessBuilder(JCMD.toString(), String.valueOf(pid), "Thread.print", "-l")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean answered = asked.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!answered) {
                asked.destroyForcibly().waitFor();
            }
            return Files.readString(output, StandardCharsets.UTF_8)
                    + (answered ? "" : "the process " + pid + " did not answer within " + SECONDS + " s\n");
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
