package dev.bulkhead.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PlanCommandTest {
    private static final String LOG = "{ \"name\": \"log\", \"class\": \"dev.bulkhead.samples.Log\"";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Path write(String name, String modules) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, "{ \"modules\": [" + modules + "] }");
    }

    private int plan(Path next, String... more) throws IOException {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        Path present = write("gateway.json", LOG + " }");
        String[] args = new String[4 + more.length];
        System.arraycopy(new String[] {"plan", next.toString(), "--config", present.toString()}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        return command.execute(args);
    }

    @Test
    void shouldShowWhatWouldChange() throws IOException {
        assertThat(plan(write("elsewhere/new.json", LOG + ", \"activation\": \"fork\" }")))
                .isZero();
        assertThat(out.toString()).isEqualTo("~ module log: activation in-process → fork; restarts\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldPrintJson() throws IOException {
        assertThat(plan(write("new.json", LOG + " }"), "--json")).isZero();
        assertThat(out.toString().replaceAll("\\s", ""))
                .isEqualTo("{\"modules\":[],\"links\":[],\"gateway\":[],\"refused\":[]}");
    }

    @Test
    void shouldReportWhatIsWrongWithTheOther() throws IOException {
        Path next = write("new.json", LOG + ", \"actvation\": \"fork\" }");

        assertThat(plan(next)).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith(next + ":1:")
                .contains("there is no key \"actvation\" in module; did you mean \"activation\"?");
    }
}
