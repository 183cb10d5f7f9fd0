package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.gateway.packages.install.InstallRequest;
import dev.bulkhead.packages.FoundPackage;
import dev.bulkhead.packages.PackageException;
import dev.bulkhead.packages.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Installs a package. */
@Command(
        name = "install",
        description = {
            "Install a package of modules, as a whole or not at all.",
            "A program is run once, to ask what it can do; so install only what comes from somebody you trust."
        })
final class InstallCommand extends PackageCommand {
    private static final String HEX = "[0-9A-Fa-f]{64}";

    @Parameters(
            paramLabel = "SOURCE",
            description =
                    "A jar, zip or program; a folder; GROUP:ARTIFACT:VERSION of Maven; or oci:FOLDER[:TAG], an OCI image layout.")
    private String source = "";

    @Option(names = "--sha256", paramLabel = "HEX", description = "What the SHA-256 of the source must be.")
    private @Nullable String sha256;

    @Option(
            names = "--signature",
            paramLabel = "FILE",
            description =
                    "Its signature, in minisign's format (default: SOURCE.minisig). Needed where gateway.packages.keys has a key.")
    private @Nullable Path signature;

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            description = "The machine whose native parts are taken, such as linux/arm64 (default: this one).")
    private @Nullable String platform;

    @Option(
            names = "--repository",
            paramLabel = "URL",
            description = "A Maven repository to ask for what the local one does not have. May be given several times.")
    private List<String> repositories = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    int run(Packages packages) throws BadInputException, PackageException, IOException {
        if (sha256 != null && !sha256.matches(HEX)) {
            throw new BadInputException("\"" + sha256 + "\" is no SHA-256; expected are 64 hexadecimal digits");
        }
        FoundPackage found = packages.installer(progress())
                .install(new InstallRequest(source, platform(), sha256, packages.keys(), signature, repositories));
        if (json) {
            ObjectNode said = PackageJson.of(found, packages);
            print(said);
        } else {
            out().println(found.id() + " is in " + found.place() + "; it offers " + PackageJson.types(found)
                    + (packages.keys().isEmpty() ? "" : "; signed with " + PackageJson.signer(found)));
        }
        return ExitStatus.DONE;
    }

    private Platform platform() throws BadInputException {
        if (platform == null) {
            return Platform.here();
        }
        String[] parts = platform.split("/", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new BadInputException(
                    "\"" + platform + "\" is no platform; expected is OS/ARCH, such as linux/arm64");
        }
        Platform asked = Platform.of(parts[0], parts[1]);
        if (!asked.equals(Platform.here())) {
            requireKnown(asked.os(), Platform.SYSTEMS);
            requireKnown(asked.arch(), Platform.KNOWN_ARCHITECTURES);
        }
        return asked;
    }

    private void requireKnown(String word, List<String> known) throws BadInputException {
        if (!known.contains(word)) {
            throw new BadInputException("\"" + word + "\" in the platform \"" + platform
                    + "\" is not known; expected is one of " + String.join(", ", known));
        }
    }
}
