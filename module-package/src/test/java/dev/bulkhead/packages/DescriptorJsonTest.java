package dev.bulkhead.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorJsonTest {
    private static final String VIBRATION = """
            { "package": "acme/vibration", "version": "1.2.0", "vendor": "Acme", "licence": "Apache-2.0", "api": "^1.2",
              "types": [ { "name": "acme/vibration", "class": "com.acme.Vibration", "description": "Listens to a bearing.",
                           "args": { "type": "object", "properties": { "axis": { "type": "string" } } } } ],
              "native": [ { "os": "linux", "arch": "aarch64", "path": "native/linux-arm64" } ] }
            """;

    @Test
    void shouldReadWhatItWrote() throws Exception {
        Descriptor read = DescriptorJson.read(VIBRATION, "package.json");

        Descriptor again = DescriptorJson.read(DescriptorJson.write(read), "package.json");

        assertThat(DescriptorJson.tree(again)).isEqualTo(DescriptorJson.tree(read));
        assertThat(again.id()).isEqualTo("acme/vibration@1.2.0");
        assertThat(again.natives().get(0).platform()).isEqualTo(new Platform("linux", "arm64"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acme/vibration\", \"version|Acme/vibration\", \"version|\"Acme/vibration\" is no name",
                "1.2.0|one|\"version\": \"one\" is no semantic version",
                "^1.2|what?|\"api\": \"what?\" is no range of versions",
                "\"class\"|\"klass\"|the key \"class\" is missing",
                "native/linux-arm64|../native|\"../native\" is no path in the package",
                "\"types\"|\"type\"|\"types\" is empty"
            })
    void shouldSayWhatIsWrong(String right, String wrong, String expected) {
        assertThatThrownBy(() -> DescriptorJson.read(VIBRATION.replace(right, wrong), "a.jar"))
                .isInstanceOf(PackageException.class)
                .hasMessageStartingWith("a.jar: ")
                .hasMessageContaining(expected);
    }

    @Test
    void shouldReadAnExecutableWithoutClasses() throws Exception {
        Descriptor read = DescriptorJson.read("""
                { "package": "acme/echo", "version": "0.1.0", "protocol": "^1.3", "executable": "echo.py",
                  "types": [ { "name": "acme/echo" } ] }
                """, "package.json");

        assertThat(read.executable()).isEqualTo("echo.py");
        assertThat(read.types().get(0).className()).isNull();
    }
}
