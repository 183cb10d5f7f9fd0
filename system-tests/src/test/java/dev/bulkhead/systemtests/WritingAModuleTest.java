package dev.bulkhead.systemtests;

import static dev.bulkhead.systemtests.BulkheadProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what {@code docs/writing-a-module.md} says, command by command, with the code that stands there. */
class WritingAModuleTest {
    private static final String RUN = "../bulkhead/bulkhead run";

    @TempDir
    private Path folder;

    private String page;
    private Shell shell;

    @BeforeEach
    void openThePage() throws IOException {
        page = Files.readString(BulkheadProcess.ROOT.resolve("docs/writing-a-module.md"));
        Files.createSymbolicLink(folder.resolve("bulkhead"), BulkheadProcess.ROOT);
        shell = new Shell(folder).with("MAVEN_OPTS", "-Dmaven.repo.local=" + AuthorsMaven.repository(folder));
    }

    /** {@return the blocks of a language that stand in the page, in order} */
    private List<String> blocks(String language) {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        List<String> blocks = new ArrayList<>();
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    private List<String> commands() {
        String numbered = page.substring(0, page.indexOf("## 6. "));
        List<String> commands = new ArrayList<>();
        blocks("sh").stream()
                .filter(numbered::contains)
                .forEach(block -> commands.addAll(block.lines().toList()));
        return commands;
    }

    /** Bulkhead is installed for Maven already, there is no network, and one process more shows that the contract is held. */
    private static String here(String command) {
        return command.replace("new-module ", "new-module --installed ")
                .replace("mvn ", "mvn -o -B -ntp -Dbulkhead.activations=in-process,fork ");
    }

    /** Runs commands until one runs a gateway. {@return what was said} */
    private String runUntilAGateway(Iterator<String> commands) throws Exception {
        StringBuilder said = new StringBuilder();
        while (commands.hasNext()) {
            String command = commands.next();
            if (command.equals(RUN)) {
                return said.toString();
            }
            if (command.equals("../bulkhead/bulkhead check")) {
                said.append(shell.run(0, command));
            } else {
                said.append(shell.run(0, here(command)));
            }
            if (shell.folder().endsWith("press")
                    && Files.notExists(shell.folder().resolve("gateway.json"))) {
                write(blocks("json").get(0));
            }
        }
        return said.toString();
    }

    private void write(String configuration) throws IOException {
        Files.writeString(
                shell.folder().resolve("gateway.json"),
                configuration.replaceFirst("\\{", "{ \"gateway\": { \"control\": { \"listen\": \"127.0.0.1:0\" } },"));
    }

    @Test
    void shouldLeadFromNothingToTheSecondVersion() throws Exception {
        Iterator<String> commands = commands().iterator();
        runUntilAGateway(commands);
        Path project = folder.resolve("smoothing");
        assertThat(blocks("java").get(0))
                .isEqualTo(Files.readString(project.resolve("src/main/java/com/acme/Smoothing.java")));
        try (BulkheadProcess gateway = BulkheadProcess.runHere(project)) {
            gateway.awaitReady().awaitOutput("log          cpu ");
            assertThat(gateway.module("smoothing").path("pid").asLong()).isNotEqualTo(gateway.pid());
        }
        assertSaysWhereAnArgumentIsWrong(project);

        assertThat(runUntilAGateway(commands))
                .contains("acme/smoothing@1.0.0 is in ")
                .contains("weight")
                .contains("good, with 3 modules and 2 links");
        try (BulkheadProcess gateway = BulkheadProcess.runHere(shell.folder())) {
            gateway.awaitReady().awaitOutput("log          cpu ");
            String said = runUntilAGateway(commands);
            assertThat(said)
                    .containsPattern("smoothing: acme/smoothing@1\\.1\\.0, with its state; the pause was [0-9.]+ ms");
            assertThat(gateway.module("smoothing").path("version").asText()).isEqualTo("1.1.0");
            assertNothingWasLost(gateway);
        }
        assertThat(commands).isExhausted();
        assertThat(Files.readString(shell.folder().resolve("gateway.json"))).contains("\"version\": \"1.1.0\"");
        assertThat(Files.exists(project.resolve("target/smoothing-1.1.0.jar"))).isTrue();
    }

    private void assertSaysWhereAnArgumentIsWrong(Path project) throws Exception {
        Path configuration = project.resolve("gateway.json");
        String right = Files.readString(configuration);
        Files.writeString(configuration, right.replace("\"weight\": 0.2", "\"weight\": 2"));
        String said = new Shell(project).run(2, "../bulkhead/bulkhead check");
        Files.writeString(configuration, right);
        Matcher line = Pattern.compile("gateway.json:\\d+:\\d+ /modules/1/args/weight: .*")
                .matcher(said);
        assertThat(line.find()).as(said).isTrue();
        assertThat(page).contains(line.group());
    }

    private static void assertNothingWasLost(BulkheadProcess gateway) throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode link = gateway.linkTo("smoothing");
            assertThat(link.path("delivered").asLong()).as("%s", link).isPositive();
            assertThat(link.path("dropped")).as("%s", link).isEmpty();
        });
    }
}
