package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.control.ControlClient;
import dev.bulkhead.gateway.packages.install.InstallRequest;
import dev.bulkhead.gateway.packages.install.Installer;
import dev.bulkhead.gateway.packages.install.Progress;
import dev.bulkhead.packages.FoundPackage;
import dev.bulkhead.packages.PackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Swaps a module for another version of its package. */
@Command(
        name = "swap",
        description = {
            "Let another version of a module's package take its place while messages flow.",
            "The new version is made beside the old one, takes over its state and all that waits, and has to prove itself for the",
            "canary time; if it does not, the old one goes on. Nothing is lost, and the order is kept."
        })
final class SwapCommand extends AskingCommand {
    private static final String ID = "[a-z0-9.-]+/[a-z0-9.-]+(@[^/]*)?";

    @Parameters(paramLabel = "NAME", description = "The module.")
    private String module = "";

    @Parameters(
            paramLabel = "PACKAGE",
            description = {
                "An installed package, such as acme/vibration@1.1.0; without a version its newest.",
                "Or what \"modules install\" takes, which is installed first."
            })
    private String source = "";

    @Option(
            names = "--canary",
            paramLabel = "SECONDS",
            defaultValue = "10",
            converter = Seconds.class,
            description = "How long the new version must run before the old one goes (default: ${DEFAULT-VALUE}).")
    private Duration canary = Duration.ofSeconds(10);

    @Option(
            names = "--failures",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "How often the new version may throw meanwhile (default: ${DEFAULT-VALUE}).")
    private long failures;

    @Override
    void ask(ControlClient gateway) throws IOException, InterruptedException {
        if (failures < 0) {
            throw new BadInputException("--failures is " + failures + "; expected is 0 or more");
        }
        try {
            Packages packages = new Packages(Configuration.packages(config()));
            Optional<FoundPackage> installed = installed(packages);
            if (installed.isPresent()) {
                print(installed.get().id(), swap(gateway, installed.get().id()));
            } else {
                installAndSwap(packages, gateway);
            }
        } catch (ConfigException | PackageException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** {@return the package that is meant, if one that is installed is} */
    private Optional<FoundPackage> installed(Packages packages) throws BadInputException, PackageException {
        return source.matches(ID) && !Files.exists(Path.of(source))
                ? Optional.of(packages.named(source).get(0))
                : Optional.empty();
    }

    /** A version that failed must not be the newest one there when the gateway starts again. */
    private void installAndSwap(Packages packages, ControlClient gateway)
            throws IOException, InterruptedException, PackageException {
        Installer installer = packages.installer(Progress.NONE);
        FoundPackage found = installer.install(InstallRequest.of(source, packages.keys()));
        boolean wasThere =
                packages.shelf().packages().stream().anyMatch(each -> each.id().equals(found.id()));
        try {
            print(found.id(), swap(gateway, found.id()));
        } catch (IOException e) {
            if (!wasThere) {
                installer.remove(found);
                err().println(found.id() + " is removed again; ./bulkhead modules undo brings it back");
            }
            throw e;
        }
    }

    private JsonNode swap(ControlClient gateway, String id) throws IOException, InterruptedException {
        return gateway.call(
                "swap",
                object().put("callsign", module)
                        .put("package", id)
                        .put("canary", canary.toMillis())
                        .put("failures", failures));
    }

    private void print(String id, JsonNode swapped) {
        double pause = swapped.path("pause").asDouble();
        boolean state = swapped.path("state").asBoolean();
        out().println(asJson() ? json(id, pause, state) : words(id, pause, state));
    }

    private String json(String id, double pause, boolean state) {
        return object().put("module", module)
                .put("package", id)
                .put("pause", pause)
                .put("state", state)
                .toString();
    }

    private String words(String id, double pause, boolean state) {
        if (pause == 0) {
            return module + ": " + id + " with its next activation";
        }
        return String.format(
                Locale.ROOT,
                "%s: %s%s; the pause was %.1f ms%n%s",
                module,
                id,
                state ? ", with its state" : "",
                pause,
                "apply and a restart go by the file again, until ./bulkhead persist has written this version into it");
    }
}
