package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.packages.install.Progress;
import dev.bulkhead.packages.PackageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command about packages. It looks at what lies in the folders of modules, and asks the gateway that runs, if one does. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class PackageCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "gateway.json",
            description = "The configuration, which names the folders of modules (default: ${DEFAULT-VALUE}).")
    private Path config = Path.of("gateway.json");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * Does it.
     *
     * @return the exit status
     * @throws BadInputException if what was asked for cannot be
     */
    abstract int run(Packages packages) throws BadInputException, PackageException, IOException;

    @Override
    public final Integer call() {
        try {
            return run(new Packages(Configuration.packages(config), () -> RunningPackages.of(config)));
        } catch (ConfigException e) {
            e.problems().forEach(err()::println);
            err().println("so " + config
                    + " does not tell where the packages are; name a file that does with --config");
            return ExitStatus.BAD_INPUT;
        } catch (BadInputException e) {
            return fail(String.valueOf(e.getMessage()), ExitStatus.BAD_INPUT);
        } catch (PackageException e) {
            return fail(String.valueOf(e.getMessage()), ExitStatus.FAILED);
        } catch (IOException e) {
            return fail(why(e), ExitStatus.FAILED);
        }
    }

    private int fail(String why, int status) {
        err().println("bulkhead " + spec.qualifiedName(" ").replaceFirst("^bulkhead ", "") + ": " + why);
        return status;
    }

    private static String why(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "cannot use " + denied.getFile() + ": this user has no access to it";
        }
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return "there is no " + e.getMessage();
        }
        return e instanceof FileSystemException ? "cannot use " + e.getMessage() : String.valueOf(e.getMessage());
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    final void print(JsonNode json) {
        out().println(json.toPrettyString());
    }

    /** {@return what warns, and tells somebody at a terminal what takes long} */
    final Progress progress() {
        return new Progress() {
            @Override
            public void step(String what) {
                if (Boolean.getBoolean("bulkhead.color")) {
                    err().println("… " + what);
                }
            }

            @Override
            public void warn(String what) {
                err().println("! " + what);
            }
        };
    }
}
