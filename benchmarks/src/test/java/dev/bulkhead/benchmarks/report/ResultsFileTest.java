package dev.bulkhead.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.bulkhead.benchmarks.contest.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsFileTest {
    @TempDir
    private Path folder;

    private final Results results = new Results();

    private ResultsJson json() {
        return new ResultsJson(Map.of(), false, results);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', textBlock = """
                    ' '                                             # it is empty
                    nonsense                                        # it is no JSON: line 1
                    [1,2]                                           # it must be a JSON object
                    {}                                              # it needs a list "results"
                    {"results":[]}                                  # it needs a list "notes"
                    {"results":[],"notes":[]}                       # it needs an object "about"
                    {"about":{},"notes":[],"results":[1]}           # "contest" is missing
                    {"results":[{"contest":"a","contestant":"b","metric":"c","values":["x"]}]} # values are numbers
                    {"results":[{"contest":"a","contestant":"b","metric":"c","values":[]}]}    # not empty
                    """)
    void shouldSayWhatIsWrongInOneLine(String text, String fault) throws IOException {
        Path file = Files.writeString(folder.resolve("bench.json"), text);

        assertThatIOException()
                .isThrownBy(() -> new ResultsFile(file).read())
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(fault)
                .withMessageMatching("[^\n]*");
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        assertThatIOException()
                .isThrownBy(() -> new ResultsFile(folder.resolve("none")).read())
                .withMessageContaining("none: there is no such file");
        assertThatIOException()
                .isThrownBy(() -> new ResultsFile(folder).read())
                .withMessageContaining("it is a folder");
    }

    @Test
    void shouldRememberThatSomebodyFailed() throws IOException {
        results.fail("one-way", "a", "no such luck");
        ResultsFile file = new ResultsFile(folder.resolve("bench.json"));
        file.write(json());

        assertThat(file.read().results().hasFailed()).isTrue();
    }

    @Test
    void shouldRefuseWhereNothingCanBeWritten() {
        assertThatIOException()
                .isThrownBy(() -> new ResultsFile(folder).prepare())
                .withMessageContaining("not a file");
        assertThatIOException()
                .isThrownBy(() -> new ResultsFile(Path.of("/proc/nope/x")).prepare())
                .withMessageStartingWith("/proc/nope/x: it cannot be written");
    }

    @Test
    void shouldLeaveWhatIsThereUntilThereAreNewResults() throws IOException {
        Path file = Files.writeString(folder.resolve("bench.json"), "old");
        new ResultsFile(file).prepare();

        assertThat(file).hasContent("old");
        new ResultsFile(file).write(json());
        assertThat(new ResultsFile(file).read().complete()).isFalse();
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void shouldWriteWhereALinkLeads() throws IOException {
        Path file = Files.writeString(folder.resolve("bench.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
        new ResultsFile(link).write(json());

        assertThat(link).isSymbolicLink();
        assertThat(file).content().contains("complete");
    }
}
