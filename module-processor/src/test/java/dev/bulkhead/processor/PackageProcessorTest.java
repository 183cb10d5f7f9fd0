package dev.bulkhead.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.packages.Descriptor;
import dev.bulkhead.packages.DescriptorJson;
import dev.bulkhead.packages.Platform;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageProcessorTest {
    @TempDir
    private Path out;

    private Compilation compilation;

    @BeforeEach
    void begin() {
        compilation = new Compilation(out);
    }

    private Descriptor descriptor() throws Exception {
        return DescriptorJson.read(compilation.descriptor(), "compiled");
    }

    @Test
    void shouldDescribeWhatAPackageOffers() throws Exception {
        compilation
                .options(
                        "-Abulkhead.version=1.2.0-rc.1",
                        "-Abulkhead.vendor=Acme",
                        "-Abulkhead.licence=Apache-2.0 OR MIT")
                .module("""
                        /**
                         * Listens to {@linkplain Module a} bearing, 0 &lt; x, by {@code FFT}. And this
                         * is no longer the first sentence.
                         *
                         * @see Message
                         */
                        @ModuleType(value = "acme/vibration", args = Vibration.Args.class)
                        @NativePart(os = "Linux", arch = "aarch64", path = "native/linux-arm64")
                        @NativePart(os = "linux", arch = "amd64", path = "native/linux-amd64")
                        public final class Vibration""", """
                        /**
                         * What it takes.
                         *
                         * @param axis which of
                         *     the three
                         * @param above raised there
                         */
                        public record Args(@Arg(required = true, pattern = "[xyz]") String axis, @Arg(min = 0) double above) {}
                        """);

        assertThat(DescriptorJson.tree(descriptor()))
                .isEqualTo(DescriptorJson.tree(DescriptorJson.read("""
                { "package": "acme/vibration", "version": "1.2.0-rc.1", "vendor": "Acme", "licence": "Apache-2.0 OR MIT",
                  "api": "^1.2",
                  "types": [ { "name": "acme/vibration", "class": "com.acme.Vibration",
                    "description": "Listens to a bearing, 0 < x, by FFT.",
                    "args": { "type": "object", "required": [ "axis" ], "additionalProperties": false,
                      "properties": {
                        "axis": { "type": "string", "pattern": "^(?:[xyz])$", "description": "which of the three" },
                        "above": { "type": "number", "minimum": 0, "description": "raised there" } } } } ],
                  "native": [ { "os": "linux", "arch": "arm64", "path": "native/linux-arm64" },
                              { "os": "linux", "arch": "amd64", "path": "native/linux-amd64" } ] }
                """, "expected")));
        assertThat(descriptor().natives().get(0).platform()).isEqualTo(new Platform("linux", "arm64"));
    }

    @Test
    void shouldCollectTheTypesOfAllClasses() throws Exception {
        compilation
                .options("-Abulkhead.version=1.0.0", "-Abulkhead.package=acme/tools")
                .module("@ModuleType(\"acme/saw\") public class Saw", "")
                .source("public class Box { int unrelated; }")
                .module("public class Outer { @ModuleType(\"acme/hammer\") public static class Hammer", "}");

        Descriptor descriptor = descriptor();

        assertThat(descriptor.id()).isEqualTo("acme/tools@1.0.0");
        assertThat(descriptor.types())
                .extracting(type -> type.name() + " " + type.className())
                .containsExactly("acme/hammer com.acme.Outer$Hammer", "acme/saw com.acme.Saw");
    }

    @Test
    void shouldAskForTheApiThatTheAuthorCompilesWith() throws Exception {
        Path api = Files.createDirectories(out.resolve("api"));
        assertThat(new Compilation(api)
                        .options()
                        .file(
                                "Api",
                                "package dev.bulkhead.api; public class Api"
                                        + " { public static final String VERSION = \"1.7.3\"; }")
                        .errors())
                .isEmpty();
        String classPath = api + File.pathSeparator + System.getProperty("java.class.path");
        compilation
                .options("-Abulkhead.version=1.0.0", "-classpath", classPath)
                .module("@ModuleType(\"acme/saw\") public class Saw", "");

        assertThat(compilation.descriptor()).contains("\"api\" : \"^1.7\"");
    }

    @Test
    void shouldLeaveAProjectWithoutModulesAlone() throws Exception {
        assertThat(compilation.options().source("public class Box {}").errors()).isEmpty();
        assertThat(out.resolve(Descriptor.IN_JAR)).doesNotExist();
    }
}
