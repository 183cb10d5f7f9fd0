package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bulkhead.gateway.config.ConfigException;
import dev.bulkhead.gateway.control.ControlClient;
import dev.bulkhead.gateway.packages.install.InstallRequest;
import dev.bulkhead.gateway.packages.install.Progress;
import dev.bulkhead.packages.FoundPackage;
import dev.bulkhead.packages.PackageException;
import dev.bulkhead.packages.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
        String id = found().id();
        JsonNode swapped = gateway.call(
                "swap",
                object().put("callsign", module)
                        .put("package", id)
                        .put("canary", canary.toMillis())
                        .put("failures", failures));
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
                Locale.ROOT, "%s: %s%s; the pause was %.1f ms", module, id, state ? ", with its state" : "", pause);
    }

    /** {@return the package, which is installed now} */
    private FoundPackage found() throws IOException {
        try {
            Packages packages = new Packages(Configuration.packages(config()));
            if (source.matches(ID) && !Files.exists(Path.of(source))) {
                return packages.named(source).get(0);
            }
            InstallRequest request =
                    new InstallRequest(source, Platform.here(), null, packages.keys(), null, List.of());
            return packages.installer(Progress.NONE).install(request);
        } catch (ConfigException | PackageException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
