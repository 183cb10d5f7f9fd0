package dev.bulkhead.testkit;

import dev.bulkhead.proxy.activation.ContainerImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** In which activations a subject can run on this machine. */
final class Places {
    /** Names the activations that must be there, with commas between; without it, what cannot run is left out with the reason. */
    static final String DEMANDED = "bulkhead.activations";

    static final String HERE = "in-process";
    static final String FORK = "fork";
    private static final List<String> ALL = List.of(HERE, FORK, "service", "container");

    private Places() {}

    /** {@return the activations to try} */
    static List<String> asked() {
        String demanded = System.getProperty(DEMANDED, "");
        return demanded.isEmpty() ? ALL : List.of(demanded.split(",", -1));
    }

    static boolean areDemanded() {
        return !System.getProperty(DEMANDED, "").isEmpty();
    }

    /** {@return for each activation that cannot be, why not} */
    static Map<String, String> impossible(Subject subject) {
        Map<String, String> impossible = new TreeMap<>();
        for (String activation : asked()) {
            whyNot(activation, subject).ifPresent(why -> impossible.put(activation, why));
        }
        return impossible;
    }

    private static Optional<String> whyNot(String activation, Subject subject) {
        return switch (activation) {
            case HERE -> when(!subject.isOfClasses(), "a program runs in a process of its own");
            case FORK -> Optional.empty();
            case "service" ->
                unpackaged(subject)
                        .or(() -> when(!Files.isDirectory(Path.of("/run/systemd/system")), "no systemd runs here"))
                        .or(() -> when(!"root".equals(System.getProperty("user.name")), "only root makes units"));
            case "container" ->
                unpackaged(subject)
                        .or(() -> when(!subject.isOfClasses(), "a program would need an image of its own"))
                        .or(() -> when(
                                !hasImage("docker") && !hasImage("podman"),
                                "neither docker nor podman has the image " + ContainerImage.defaultName()
                                        + "; make it with: bulkhead image"));
            default -> Optional.of("there is no such activation; there are " + ALL);
        };
    }

    private static Optional<String> unpackaged(Subject subject) {
        return when(!subject.isPackaged(), "a class on the test's class path is no file to hand out; test the package");
    }

    private static Optional<String> when(boolean hindered, String why) {
        return hindered ? Optional.of(why) : Optional.empty();
    }

    private static boolean hasImage(String engine) {
        try {
            Process process = new ProcessBuilder(engine, "image", "inspect", ContainerImage.defaultName())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(30, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such command
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
