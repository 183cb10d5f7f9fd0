package dev.bulkhead.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.gateway.config.PackageUse;
import dev.bulkhead.gateway.packages.PackageFiles;
import dev.bulkhead.packages.FoundPackage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Who uses packages. */
class PackagesTest {
    private static final String STATUS = """
            { "modules": [ { "name": "eyes", "type": "acme/vibration", "package": "acme/vibration", "version": "1.1.0" },
                           { "name": "ears", "class": "a.B" } ] }""";

    @TempDir
    private Path folder;

    @BeforeEach
    void prepare() throws Exception {
        PackageFiles.jar(folder.resolve("a.jar"), PackageFiles.descriptor("1.1.0"));
        PackageFiles.jar(folder.resolve("b.jar"), PackageFiles.descriptor("1.2.0"));
    }

    private Packages packages(String status, String... keys) throws Exception {
        RunningPackages running = RunningPackages.in(new ObjectMapper().readTree(status));
        List<PackageUse.Use> uses = List.of(new PackageUse.Use("eyes", "acme/vibration", null));
        return new Packages(new PackageUse(folder, List.of(folder), List.of(keys), uses), () -> running);
    }

    private static FoundPackage version(Packages packages, String version) throws Exception {
        return packages.one("acme/vibration@" + version);
    }

    /** After a swap that nobody has persisted, the file would take another version than the one that runs. */
    @Test
    void shouldSayWhatTheFileWouldTakeAndWhatRuns() throws Exception {
        Packages packages = packages(STATUS);

        assertThat(packages.users(version(packages, "1.2.0"))).isEqualTo("eyes");
        assertThat(packages.users(version(packages, "1.1.0"))).isEqualTo("eyes (in the running gateway)");
        assertThat(PackageJson.of(version(packages, "1.1.0"), packages).toString())
                .contains("\"usedBy\":[],\"runs\":[\"eyes\"]");
    }

    @Test
    void shouldNotRemoveWhatTheRunningGatewayUses() throws Exception {
        Packages packages = packages(STATUS);
        PackageCommands.RemoveCommand remove = new PackageCommands.RemoveCommand();
        new CommandLine(remove).parseArgs("acme/vibration@1.1.0");

        assertThatThrownBy(() -> remove.run(packages))
                .hasMessage(
                        "acme/vibration@1.1.0 is used by the module eyes of the running gateway; have that take another"
                                + " first, by ./bulkhead swap or ./bulkhead apply, or say --force");
        assertThat(folder.resolve("a.jar")).exists();
    }

    @Test
    void shouldSayWhatNobodySignedWhereKeysAreAskedFor() throws Exception {
        Packages packages = packages("{}", "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3");

        assertThat(packages.users(version(packages, "1.2.0"))).isEmpty();
        assertThat(packages.shelf().problem(version(packages, "1.2.0")).orElseThrow())
                .contains("is a jar that nobody signed");
    }
}
