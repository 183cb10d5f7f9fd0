package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.testkit.activation.probe.Echo;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway takes its own file again while it runs. */
class ReloadTest {
    @TempDir
    private Path folder;

    private void write(String gateway, String... modules) throws Exception {
        StringBuilder listed = new StringBuilder();
        for (String module : modules) {
            listed.append(listed.isEmpty() ? "" : ", ")
                    .append("{ \"name\": \"" + module + "\", \"class\": \"" + Echo.class.getName() + "\", \"path\": \""
                            + Path.of(Echo.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI())
                            + "\" }");
        }
        Files.writeString(
                folder.resolve("gateway.json"),
                "{ \"gateway\": { \"control\": { \"listen\": \"127.0.0.1:0\" }" + gateway + " },\n \"modules\": [ "
                        + listed + " ] }");
    }

    private static void awaitModules(BulkheadProcess gateway, int modules) {
        await().atMost(PATIENCE).until(() -> gateway.status().path("modules").size() == modules);
    }

    @Test
    void shouldTakeItsFileAtSighupAndSayWhatIsWrongWithIt() throws Exception {
        write("", "one");
        try (BulkheadProcess gateway = BulkheadProcess.runInGroupHere(folder).awaitReady()) {
            write("", "one", "two");
            Processes.signal("HUP", gateway.pid());
            awaitModules(gateway, 2);
            write("", "one", "one");
            Processes.signal("HUP", gateway.pid());
            gateway.awaitOutput("the name \"one\" is taken by a module further up");
            assertThat(gateway.status().path("modules")).hasSize(2);
            assertThat(gateway.stop()).isZero();
        }
    }

    @Test
    void shouldTakeItsFileWhenThatChangesIfItIsToldTo() throws Exception {
        write(", \"watch\": true", "one");
        try (BulkheadProcess gateway = BulkheadProcess.runHere(folder).awaitReady()) {
            write(", \"watch\": true", "one", "two");
            awaitModules(gateway, 2);
            assertThat(gateway.stop()).isZero();
        }
    }
}
