package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.Installation;
import dev.bulkhead.gateway.image.HostImage;
import dev.bulkhead.proxy.activation.ContainerEngine;
import dev.bulkhead.proxy.activation.ContainerImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the image in which modules with the activation {@code container} run. */
@Command(
        name = "image",
        description = {
            "Make the image of a module host, for the activation \"container\".",
            "It is made of the Java, the libraries and the jars of this machine; no registry is asked."
        },
        mixinStandardHelpOptions = true)
final class ImageCommand implements Callable<Integer> {
    @Option(
            names = "--engine",
            paramLabel = "COMMAND",
            description = "The command of docker or podman. Without it docker, or else podman.")
    private @Nullable String engine;

    @Option(names = "--tag", paramLabel = "NAME", description = "The name of the image. Default: ${DEFAULT-VALUE}")
    private String tag = ContainerImage.defaultName();

    @Option(
            names = "--with",
            paramLabel = "JAR",
            description = "Put a module's jar into the image too; may be repeated.")
    private List<Path> modules = new ArrayList<>();

    @Option(
            names = "--java-modules",
            paramLabel = "LIST",
            split = ",",
            description = "What the Java of the image has. Default: ${DEFAULT-VALUE}")
    private List<String> javaModules = HostImage.JAVA_MODULES;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the file system as a tar here, for \"docker import\" elsewhere, and make no image.")
    private @Nullable Path output;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        try (HostImage image = new HostImage()) {
            // Found first: to make the file system for nothing takes a while.
            ContainerEngine found = output == null ? ContainerEngine.find(engine) : null;
            Installation installation = Installation.find();
            Path tar = image.make(installation.java(), installation.hostJar(), javaModules, modules);
            long mebibytes = Files.size(tar) >> 20;
            if (found != null) {
                found.importImage(tar, HostImage.settings(), tag);
                say("made the image " + tag + " of " + mebibytes + " MiB with " + found.command());
            } else {
                Files.move(tar, output, StandardCopyOption.REPLACE_EXISTING);
                say("wrote " + output + " of " + mebibytes + " MiB; take it in with:\n  docker import --change '"
                        + String.join("' --change '", HostImage.settings()) + "' " + output + " " + tag);
            }
            return ExitStatus.DONE;
        } catch (IOException | IllegalStateException e) {
            spec.commandLine().getErr().println("bulkhead image: " + e.getMessage());
            return ExitStatus.FAILED;
        }
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
