package dev.bulkhead.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Processes that tests start. */
final class Children {
    private Children() {}

    /** {@return how to run the main method of a class of the tests; what it writes to standard error is passed on} */
    static ProcessBuilder java(Class<?> main, Object... args) {
        return new ProcessBuilder(command(main, args)).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    static List<String> command(Class<?> main, Object... args) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        Arrays.stream(args).map(Object::toString).forEach(command::add);
        return command;
    }
}
