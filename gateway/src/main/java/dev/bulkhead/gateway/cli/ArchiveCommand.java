package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.Installation;
import dev.bulkhead.gateway.archive.ClassArchives;
import dev.bulkhead.host.load.ErrorText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the archives of classes, in the folder that the launcher has chosen. */
@Command(
        name = "archive",
        description = {
            "Make the archives of classes for this Java: they make a start fast and a process small.",
            "The first run makes them by itself where it may write beside the jars."
        },
        mixinStandardHelpOptions = true)
final class ArchiveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--if-missing", description = "Only if there are none that fit.")
    private boolean ifMissing;

    @Override
    public Integer call() throws InterruptedException {
        String present = System.getProperty("bulkhead.archives", "");
        if (ifMissing && !present.isEmpty()) {
            spec.commandLine().getOut().println("they are in " + present);
            return ExitStatus.DONE;
        }
        String folder = System.getProperty("bulkhead.archives.make", "");
        if (folder.isEmpty()) {
            return failed("this Java has no file named release, and cannot be told from others");
        }
        try {
            Installation installation = Installation.find();
            Path lib = installation.hostJar().resolveSibling("");
            boolean made = new ClassArchives(Path.of(folder)).make(installation.java(), lib);
            spec.commandLine().getOut().println(made ? "made " + folder : "another process makes them already");
            return ExitStatus.DONE;
        } catch (IOException | IllegalStateException e) {
            return failed(ErrorText.of(e) + "; all works without them");
        }
    }

    private int failed(String why) {
        spec.commandLine().getErr().println("bulkhead archive: " + why);
        return ExitStatus.FAILED;
    }
}
