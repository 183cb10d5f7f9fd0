package dev.bulkhead.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.gateway.packages.PackageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules whose type a package offers. */
class TypesTest {
    private static final String PROGRAM = """
            { "descriptor": { "package": "acme/echo", "version": "0.1.0", "protocol": "^1.0", "executable": "echo",
                              "types": [ { "name": "acme/echo" } ] },
              "source": "echo.zip", "at": "2026-01-02T03:04:05Z", "sha256": {} }
            """;

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        folder = temporary.toRealPath();
        PackageFiles.jar(folder.resolve("modules/one.jar"), PackageFiles.descriptor("1.0.0"));
        PackageFiles.jar(folder.resolve("modules/two.jar"), PackageFiles.descriptor("2.0.0"));
        Path echo = Files.createDirectory(folder.resolve("modules/acme.echo-0.1.0"));
        Files.writeString(echo.resolve("installed.json"), PROGRAM);
        Files.writeString(echo.resolve("echo"), "#!/bin/sh\n");
        assertThat(echo.resolve("echo").toFile().setExecutable(true)).isTrue();
    }

    private GatewayConfig load(String modules) throws Exception {
        Path file = folder.resolve("gateway.json");
        Files.writeString(file, "{ \"modules\": [\n" + modules + " ] }");
        return new ConfigLoader((className, path) -> Optional.empty(), Map.of("WEIGHT", "secret")::get).load(file);
    }

    private List<String> problems(String module) throws Exception {
        try {
            GatewayConfig config = load(module);
            return config.modules().isEmpty() ? List.of("no modules") : List.of();
        } catch (ConfigException e) {
            return e.problems().stream()
                    .map(problem -> problem.toString()
                            .replace(folder + "/gateway.json:", "")
                            .replace(folder + "/", ""))
                    .toList();
        }
    }

    @Test
    void shouldTakeClassAndPathFromTheNewestPackage() throws Exception {
        ModuleConfig module = load("""
                { "name": "a", "type": "acme/vibration", "args": { "weight": 0.5 } }""").modules().get(0);

        Path jar = folder.resolve("modules/two.jar");
        assertThat(module.className()).isEqualTo(PackageFiles.LOG);
        assertThat(module.path()).isEqualTo(jar);
        assertThat(module.type()).isEqualTo(new ModuleType("acme/vibration", "acme/vibration", "2.0.0", jar, null));
        assertThat(module.activation()).isEqualTo(new ActivationConfig.InProcess());
    }

    @Test
    void shouldTakeTheVersionThatIsAskedFor() throws Exception {
        ModuleConfig module = load("""
                { "name": "a", "type": "acme/vibration", "version": "^1", "args": { "weight": 0.5 } }""").modules().get(0);

        assertThat(module.path()).isEqualTo(folder.resolve("modules/one.jar"));
    }

    @Test
    void shouldForkAProgramUnlessItIsSaidOtherwise() throws Exception {
        ModuleConfig module =
                load("{ \"name\": \"a\", \"type\": \"acme/echo\" }").modules().get(0);

        Path place = folder.resolve("modules/acme.echo-0.1.0");
        assertThat(module.activation()).isInstanceOf(ActivationConfig.Fork.class);
        assertThat(module.type())
                .isEqualTo(new ModuleType("acme/echo", "acme/echo", "0.1.0", place, place.resolve("echo")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"type\": \"acme/vibratoin\" | 2:24 /modules/0/type: there is no type \"acme/vibratoin\" in modules; did you mean "
                        + "\"acme/vibration\"?; a package is installed by: ./bulkhead modules install SOURCE",
                "\"type\": \"vibration\" | 2:24 /modules/0/type: \"vibration\" does not fit here; expected is two parts like "
                        + "acme/vibration, each at most 64 lower-case letters, digits, dots and hyphens",
                "\"type\": \"acme/echo\", \"version\": \"^3\" | 2:48 /modules/0/version: no version of the type \"acme/echo\" fits "
                        + ">=3.0.0 and <4.0.0; in modules there is 0.1.0",
                "\"type\": \"acme/echo\", \"version\": \"new\" | 2:48 /modules/0/version: \"new\" is no range of versions; "
                        + "expected is one like \"^1.2\" or \">=1.2 <3\"",
                "\"class\": \"a.B\", \"version\": \"1\" | 2:43 /modules/0/version: \"version\" goes with \"type\" only: it is the "
                        + "version of the type's package",
                "\"type\": \"acme/echo\", \"class\": \"a.B\" | 2:46 /modules/0/class: \"class\" does not go with \"type\": the package "
                        + "of acme/echo says where its class is; leave one of the two out",
                "\"type\": \"acme/echo\", \"path\": \"no.jar\" | 2:45 /modules/0/path: \"path\" does not go with \"type\": the package "
                        + "of acme/echo says where its class is; leave one of the two out",
                "\"type\": \"acme/echo\", \"start\": \"lazy\" | 2:46 /modules/0/start: no link ends in \"a\", so no message can "
                        + "ever start it; add one with it as \"sink\", or leave \"start\" out",
                "\"type\": \"acme/echo\", \"activation\": \"in-process\" | 2:51 /modules/0/activation: the type acme/echo is a "
                        + "program, which cannot run in the gateway's process; write \"fork\", or leave \"activation\" out",
                "\"type\": \"acme/echo\", \"host\": \"h\" | 2:45 /modules/0/host: the type acme/echo is a program, and so a host "
                        + "of its own; leave \"host\" out",
                "\"type\": \"acme/vibration\", \"args\": { \"weight\": 2 } | 2:62 /modules/0/args/weight: 2 is above the maximum "
                        + "of 1",
                "\"type\": \"acme/vibration\", \"args\": { \"wieght\": 1, \"weight\": 1 } | 2:52 /modules/0/args/wieght: there is "
                        + "no argument \"wieght\" of acme/vibration; did you mean \"weight\"?",
                "\"type\": \"acme/vibration\", \"args\": {} | 2:50 /modules/0/args: the argument \"weight\" of acme/vibration "
                        + "is missing",
                "\"type\": \"acme/vibration\" | 2:1 /modules/0: the argument \"weight\" of acme/vibration is missing",
                "\"type\": \"acme/vibration\", \"args\": { \"weight\": 1, \"axis\": \"z\" } | 2:73 /modules/0/args/axis: there "
                        + "is no \"z\" here; did you mean \"x\"?",
                "\"type\": \"acme/vibration\", \"args\": { \"weight\": 1, \"bands\": [ 1, 1.5 ] } | 2:79 /modules/0/args/bands/1: "
                        + "1.5 does not fit here; expected is a whole number",
                "\"type\": \"acme/vibration\", \"args\": { \"weight\": \"${env:WEIGHT}\" } | 2:62 /modules/0/args/weight: "
                        + "\"${env:WEIGHT}\" does not fit here; expected is a number",
            })
    void shouldSayWhatIsWrong(String keys, String problem) throws Exception {
        assertThat(problems("{ \"name\": \"a\", " + keys + " }")).containsExactly(problem);
    }

    @Test
    void shouldSayThatAPackageIsMadeForAnotherGateway() throws Exception {
        PackageFiles.jar(folder.resolve("modules/new.jar"), PackageFiles.descriptor("acme/new", "1.0.0", "^9.1", "{}"));

        assertThat(problems("{ \"name\": \"a\", \"type\": \"acme/new\" }"))
                .singleElement()
                .asString()
                .contains("acme/new@1.0.0 is made for the module API >=9.1.0 and <10.0.0, here it is ")
                .endsWith("update Bulkhead, or install an older version of the package");
    }

    /** The key guards what runs, and not only what is installed: somebody may have put a jar there. */
    @Test
    void shouldTakeNoPackageThatNobodySignedWhereKeysAreAskedFor() throws Exception {
        Path file = folder.resolve("gateway.json");
        Files.writeString(file, """
                { "gateway": { "packages": { "keys": [ "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3" ] } },
                  "modules": [ { "name": "a", "type": "acme/vibration", "args": { "weight": 1 } },
                               { "name": "b", "type": "acme/echo" } ] }""");

        assertThatThrownBy(() -> new ConfigLoader((className, path) -> Optional.empty(), name -> null).load(file))
                .hasMessageContaining("/modules/0/type: acme/vibration@2.0.0 is a jar that nobody signed")
                .hasMessageContaining("/modules/1/type: acme/echo@0.1.0 was installed without a signature")
                .hasMessageContaining("install it with its signature: ./bulkhead modules install SOURCE");
    }

    @Test
    void shouldLookIntoNoFolderWhereNoModuleHasAType() throws Exception {
        Files.writeString(folder.resolve("modules/broken.jar"), "no jar");

        assertThat(problems("{ \"name\": \"a\", \"class\": \"a.B\" }")).isEmpty();
    }
}
