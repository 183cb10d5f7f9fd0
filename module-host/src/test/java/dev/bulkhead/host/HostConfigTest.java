package dev.bulkhead.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostConfigTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("valve.json");
    }

    private void write(String json) throws IOException {
        Files.writeString(file, json);
        mode("rw-------");
    }

    private void mode(String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private HostConfig read(String json) throws IOException {
        write(json);
        return HostPlan.read(file).modules().get(0);
    }

    private static String withPath(String path) {
        return """
                { "listen": "tcp://127.0.0.1:*", "remote": "tcp://127.0.0.1:40001",
                  "module": { "name": "valve", "class": "com.acme.Valve", "path": "%s" }, "token": "secret" }""".formatted(path);
    }

    @Test
    void shouldReadEveryKey() throws IOException {
        assertThat(read(withPath("/opt/acme.jar")))
                .isEqualTo(new HostConfig(
                        "tcp://127.0.0.1:*",
                        "tcp://127.0.0.1:40001",
                        new HostConfig.Hosted("valve", "com.acme.Valve", Path.of("/opt/acme.jar")),
                        "secret",
                        HostSecurity.NONE));
    }

    @Test
    void shouldDoWithoutPathAndToken() throws IOException {
        HostConfig config = read("""
                { "listen": "a", "remote": "b", "module": { "name": "valve", "class": "com.acme.Valve" } }""");

        assertThat(config.token()).isNull();
        assertThat(config.module().path()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"acme.jar, acme.jar", "./lib/../acme.jar, acme.jar", "classes/main, classes/main"})
    void shouldTakeAPathRelativeToTheFile(String written, String path) throws IOException {
        assertThat(read(withPath(written)).module().path()).isEqualTo(folder.resolve(path));
    }

    @Test
    void shouldTakeAPathRelativeToAFileThatIsNamedRelativeItself() throws IOException {
        read(withPath("acme.jar"));
        Path relative = Path.of("").toAbsolutePath().relativize(file);

        assertThat(HostPlan.read(relative).modules().get(0).module().path()).isEqualTo(folder.resolve("acme.jar"));
    }

    @Test
    void shouldKeepTheTokenToItself() throws IOException {
        assertThat(read(withPath("/opt/acme.jar")))
                .asString()
                .doesNotContain("secret")
                .contains("valve", "tcp://127.0.0.1:*", "tcp://127.0.0.1:40001");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"remote":"b","module":{"name":"v","class":"V"}}              | :1:48: the key "listen" is missing
            {"listen":"a","module":{"name":"v","class":"V"}}              | :1:48: the key "remote" is missing
            {"listen":"a","remote":"b"}                                   | :1:27: the key "module" is missing
            {"listen":"a","remote":"b","module":{"class":"V"}}            | :1:49: the key "name" is missing
            {"listen":"a","remote":"b","module":{"name":"v"}}             | :1:48: the key "class" is missing
            """)
    void shouldSayWhatIsMissing(String json, String text) {
        assertThatIOException().isThrownBy(() -> read(json)).withMessage(file + text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"listen":"a","tokn":"x"}     | :1:15: there is no key "tokn"; there are listen, remote, module, token, keys, gatewayKey, security, host, modules
            {"module":{"nmae":"x"}}       | :1:12: there is no key "nmae"; there are name, class, path
            {"listen":{}}                 | :1:11: "listen" must be a text in quotes
            {"token":7}                   | :1:10: "token" must be a text in quotes
            {"module":"valve"}            | :1:11: "module" must be an object
            {"module":{"name":"v","clas"} | :1:29: Unexpected character ('}' (code 125))
            {"listen":"a"                 | :1:14: Unexpected end-of-input
            []                            | :1:1: the configuration must be an object
            token=x                       | :1:1: Unrecognized token 'token'
            """)
    void shouldSayWhereItIsWrong(String json, String text) {
        assertThatIOException().isThrownBy(() -> read(json)).withMessageStartingWith(file + text);
    }

    @Test
    void shouldSayInWhichLineItIsWrong() {
        assertThatIOException()
                .isThrownBy(() -> read("{\n  \"listen\": \"a\",\n  \"token\": oops }"))
                .withMessageStartingWith(file + ":3:12: Unrecognized token 'oops'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "null"})
    void shouldRefuseAFileWithNothingInIt(String json) {
        assertThatIOException().isThrownBy(() -> read(json)).withMessageStartingWith(file + ":1:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"listen\":null,\"remote\":\"b\",\"module\":{\"name\":\"v\",\"class\":\"V\"}}",
                "{\"listen\":\"a\",\"remote\":null,\"module\":{\"name\":\"v\",\"class\":\"V\"}}",
                "{\"listen\":\"a\",\"remote\":\"b\",\"module\":null}",
                "{\"listen\":\"a\",\"remote\":\"b\",\"module\":{\"name\":null,\"class\":\"V\"}}",
                "{\"listen\":\"a\",\"remote\":\"b\",\"module\":{\"name\":\"v\",\"class\":null}}"
            })
    void shouldTakeNullForMissing(String json) {
        assertThatIOException().isThrownBy(() -> read(json)).withMessageStartingWith(file.toString());
    }

    @Test
    void shouldRefuseSomethingBehindTheEnd() {
        assertThatIOException()
                .isThrownBy(() -> read(withPath("acme.jar") + " x"))
                .withMessageStartingWith(file.toString());
    }

    @Test
    void shouldRefuseAPathThatIsNone() {
        assertThatIOException().isThrownBy(() -> read(withPath("a\\u0000b"))).withMessageStartingWith(file.toString());
    }

    @Test
    void shouldNeverShowTheTokenInAnError() {
        assertThatIOException()
                .isThrownBy(() -> read("{\"token\":\"secret\",\"listen\":7,\"remote\":[]}"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        assertThatIOException().isThrownBy(() -> HostPlan.read(file)).withMessage("there is no file " + file);
    }

    @Test
    void shouldSayThatAFolderIsNoFile() {
        assertThatIOException().isThrownBy(() -> HostPlan.read(folder)).withMessage("there is no file " + folder);
    }

    @Test
    void shouldSayThatAFileIsNoText() throws IOException {
        write("");
        Files.write(file, new byte[] {'{', (byte) 0xFF, '}'});

        assertThatIOException()
                .isThrownBy(() -> HostPlan.read(file))
                .withMessageStartingWith("cannot read " + file + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-rw-", "rw--w----"})
    void shouldRefuseAFileThatOthersCanWriteTo(String mode) throws IOException {
        write("{ \"host\": \"house\" }");
        mode(mode);

        assertThatIOException()
                .isThrownBy(() -> HostPlan.read(file))
                .withMessage("others than its owner can write to " + file + "; chmod 600 it, and look at what it says");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----"})
    void shouldRefuseATokenThatOthersCanRead(String mode) throws IOException {
        write(withPath("/opt/acme.jar"));
        mode(mode);

        assertThatIOException()
                .isThrownBy(() -> HostPlan.read(file))
                .withMessage(
                        "others than its owner have access to " + file + ", which has a token; chmod 600 it, and if "
                                + "somebody may have read it, delete the one at the gateway, which then writes another");
    }

    @Test
    void shouldReadAFileWithoutATokenThatOthersCanReadToo() throws IOException {
        write("{ \"host\": \"house\" }");
        mode("rw-r--r--");

        assertThat(HostPlan.read(file).host()).isEqualTo("house");
    }

    @Test
    void shouldReadThatModulesAreAnnouncedLater() throws IOException {
        write("{ \"host\": \"house\" }");

        assertThat(HostPlan.read(file)).isEqualTo(new HostPlan("house", List.of()));
    }

    @Test
    void shouldReadSeveralModules() throws IOException {
        write("""
                { "host": "house", "modules": [
                  { "listen": "a", "remote": "b", "module": { "name": "left", "class": "L" }, "token": "secret" },
                  { "listen": "c", "remote": "d", "module": { "name": "right", "class": "R", "path": "r.jar" },
                    "token": "other", "keys": "house.key", "gatewayKey": "G" } ] }""");

        assertThat(HostPlan.read(file).modules())
                .containsExactly(
                        new HostConfig("a", "b", new HostConfig.Hosted("left", "L", null), "secret", HostSecurity.NONE),
                        new HostConfig(
                                "c",
                                "d",
                                new HostConfig.Hosted("right", "R", folder.resolve("r.jar")),
                                "other",
                                new HostSecurity(folder.resolve("house.key"), "G", null)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"host":"h","modules":{}}                                          | "modules" must be an array
            {"host":"h","modules":[7]}                                         | a module must be an object
            {"host":"h","modules":[{"listen":"a","remote":"b","token":"t"}]}   | the key "module" is missing
            {"host":"h","modules":[{"listen":"a","module":{"name":"v","class":"V"}}]} | the key "token" is missing
            {"host":"h","modules":[{"host":"i"}]}                              | there is no key "host"
            """)
    void shouldSayWhatIsWrongWithOneOfSeveral(String json, String text) {
        assertThatIOException().isThrownBy(() -> read(json)).withMessageContaining(text);
    }

    @Test
    void shouldReadALineThatAnnouncesAModule() throws IOException {
        String line = "{\"listen\":\"a\",\"remote\":\"b\",\"module\":{\"name\":\"v\",\"class\":\"V\"},\"token\":\"t\"}";

        assertThat(HostConfigReader.readLine(line))
                .isEqualTo(new HostConfig("a", "b", new HostConfig.Hosted("v", "V", null), "t", HostSecurity.NONE));
        assertThatIOException()
                .isThrownBy(() -> HostConfigReader.readLine("{\"token\":\"secret\"}"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }
}
