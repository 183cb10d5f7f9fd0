package dev.bulkhead.proxy.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedHostFileTest {
    @TempDir
    private Path folder;

    private SharedHostFile file() {
        return new SharedHostFile("house", Set.of("left", "right"), folder);
    }

    private static void write(ModuleFile part, String name, String remote) throws IOException {
        part.write(new HostEntry(
                "tcp://127.0.0.1:*", remote, new ModuleToLoad(name, "com.acme.Valve", null), "token of " + name));
    }

    @Test
    void shouldBeWrittenWhenAllModulesAreKnown() throws IOException {
        SharedHostFile file = file();
        ModuleFile left = file.of("left");
        write(left, "left", "tcp://127.0.0.1:40001");
        assertThat(left.isComplete()).isFalse();
        assertThat(left.path()).doesNotExist();

        write(file.of("right"), "right", "tcp://127.0.0.1:40002");

        assertThat(left.isComplete()).isTrue();
        assertThat(left.path()).isEqualTo(folder.resolve("house.json")).hasContent("""
                {
                  "host" : "house",
                  "modules" : [ {
                    "listen" : "tcp://127.0.0.1:*",
                    "remote" : "tcp://127.0.0.1:40001",
                    "module" : {
                      "name" : "left",
                      "class" : "com.acme.Valve"
                    },
                    "token" : "token of left"
                  }, {
                    "listen" : "tcp://127.0.0.1:*",
                    "remote" : "tcp://127.0.0.1:40002",
                    "module" : {
                      "name" : "right",
                      "class" : "com.acme.Valve"
                    },
                    "token" : "token of right"
                  } ]
                }""");
    }

    @Test
    void shouldFindWhatAnEarlierGatewayWroteForEachModule() throws IOException {
        SharedHostFile earlier = file();
        write(earlier.of("left"), "left", "tcp://127.0.0.1:40001");
        write(earlier.of("right"), "right", "tcp://127.0.0.1:40002");

        assertThat(file().of("right").read("token")).hasValue("token of right");
        assertThat(file().of("right").read("remote")).hasValue("tcp://127.0.0.1:40002");
        assertThat(file().of("other").read("token")).isEmpty();
    }

    @Test
    void shouldFindNothingInAFileOfAnotherKind() throws IOException {
        assertThat(file().of("left").read("token")).isEmpty();
        Files.writeString(folder.resolve("house.json"), "{ \"token\": \"x\", \"modules\": 7 }");
        assertThat(file().of("left").read("token")).isEmpty();
    }
}
