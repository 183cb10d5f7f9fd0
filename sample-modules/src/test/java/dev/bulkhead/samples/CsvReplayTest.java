package dev.bulkhead.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.PublishResult;
import dev.bulkhead.testkit.BulkheadTest;
import dev.bulkhead.testkit.ModuleUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BulkheadTest(CsvReplay.class)
class CsvReplayTest {
    private static final String TIMED = """
            at,kind,value
            2026-01-01T00:00:00Z,cpu,0.1
            2026-01-01T00:00:10Z,cpu,0.2
            2026-01-01T00:00:30Z,cpu,0.3
            """;

    @TempDir
    private Path folder;

    private String write(String text) throws IOException {
        return Files.writeString(folder.resolve("press.csv"), text).toString();
    }

    private static CsvReplay.Args fast(String file) {
        return new CsvReplay.Args(file, null, null, 0.0, null, null, null);
    }

    private static List<String> passing(ModuleUnderTest replay, Duration time) throws Exception {
        replay.clock().advance(time);
        return replay.takePublished().stream().map(Message::text).toList();
    }

    @Test
    void shouldMakePropertiesAndContentOfColumns(ModuleUnderTest replay) throws Exception {
        replay.args(new CsvReplay.Args(write(TIMED), "value", "at", null, null, null, null))
                .start();

        Message first = replay.published().get(0);
        assertThat(first.properties()).containsExactly(entry("at", "2026-01-01T00:00:00Z"), entry("kind", "cpu"));
        assertThat(first.text()).isEqualTo("0.1");
    }

    @Test
    void shouldKeepThePausesOfTheFile(ModuleUnderTest replay) throws Exception {
        replay.args(new CsvReplay.Args(write(TIMED), "value", "at", null, null, null, null))
                .start();
        replay.takePublished();

        assertThat(passing(replay, Duration.ofMillis(9990))).isEmpty();
        assertThat(passing(replay, Duration.ofMillis(10))).containsExactly("0.2");
        assertThat(replay.conditions()).containsEntry("finished", false);
        assertThat(passing(replay, Duration.ofSeconds(20))).containsExactly("0.3");
        assertThat(replay.conditions()).containsEntry("finished", true);
    }

    @Test
    void shouldGoFasterIfAsked(ModuleUnderTest replay) throws Exception {
        replay.args(new CsvReplay.Args(write(TIMED), "value", "at", 10.0, null, null, null))
                .start();

        assertThat(passing(replay, Duration.ofSeconds(1))).containsExactly("0.1", "0.2");
        assertThat(passing(replay, Duration.ofSeconds(2))).containsExactly("0.3");
    }

    @Test
    void shouldReadMillisecondsToo(ModuleUnderTest replay) throws Exception {
        String file = write("t,v\n1700000000000,a\n1700000000500,b\n");
        replay.args(new CsvReplay.Args(file, "v", "t", null, null, null, null)).start();

        assertThat(passing(replay, Duration.ofMillis(490))).containsExactly("a");
        assertThat(passing(replay, Duration.ofMillis(10))).containsExactly("b");
    }

    @Test
    void shouldHaveAnIntervalWhereThereIsNoTime(ModuleUnderTest replay) throws Exception {
        replay.args(new CsvReplay.Args(write("v\na\nb\nc\n"), "v", null, null, Duration.ofSeconds(5), null, null))
                .start();

        assertThat(passing(replay, Duration.ofSeconds(9))).containsExactly("a", "b");
    }

    @Test
    void shouldPublishAllAtOnceIfAsked(ModuleUnderTest replay) throws Exception {
        replay.args(fast(write("n\n" + "1\n".repeat(25_000)))).start();
        replay.clock().advance(Duration.ofMillis(30));

        assertThat(replay.published()).hasSize(25_000);
        assertThat(replay.conditions()).containsEntry("finished", true);
    }

    @Test
    void shouldBeginAnewInALoop(ModuleUnderTest replay) throws Exception {
        String file = write("v\na\nb\n");
        replay.args(new CsvReplay.Args(file, "v", null, null, null, true, null)).start();

        assertThat(passing(replay, Duration.ofSeconds(4))).startsWith("a", "b", "a", "b");
        assertThat(replay.conditions()).containsEntry("finished", false);
    }

    @Test
    void shouldPauseBetweenTwoRoundsOfALoop(ModuleUnderTest replay) throws Exception {
        String file = write("at,v\n2026-01-01T00:00:00Z,a\n");
        replay.args(new CsvReplay.Args(file, "v", "at", null, null, true, null)).start();

        assertThat(passing(replay, Duration.ofMillis(3500))).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"''", "'v'"})
    void shouldFinishAtOnceWhereThereAreNoRows(String text, ModuleUnderTest replay) throws Exception {
        replay.args(new CsvReplay.Args(write(text), null, null, null, null, true, null))
                .start();

        assertThat(replay.conditions()).containsEntry("finished", true);
    }

    @Test
    void shouldReadQuotesAndOtherSeparators(ModuleUnderTest replay) throws Exception {
        String file = write("\uFEFFname;text\n\"a;b\";\"says \"\"hi\"\"\nthere\"\n");
        replay.args(new CsvReplay.Args(file, "text", null, 0.0, null, null, ";"))
                .start();

        assertThat(replay.published()).singleElement().satisfies(message -> {
            assertThat(message.properties()).containsExactly(entry("name", "a;b"));
            assertThat(message.text()).isEqualTo("says \"hi\"\nthere");
        });
    }

    @Test
    void shouldPublishAgainWhatEveryLinkDropped(ModuleUnderTest replay) throws Exception {
        replay.faults().publishAnswers(PublishResult.DROPPED);
        replay.args(fast(write("v\na\nb\n"))).start();
        replay.faults().publishTruly();
        replay.clock().advance(Duration.ofMillis(10));

        assertThat(replay.published()).hasSize(2);
    }

    @Test
    void shouldEndAtARowThatIsBroken(ModuleUnderTest replay) throws Exception {
        replay.args(fast(write("a,b\n1,2\n1,2,3\n1,2\n"))).start();

        assertThat(replay.published()).hasSize(1);
        assertThat(replay.conditions()).containsEntry("finished", true);
    }

    @Test
    void shouldGoOnBehindTheLastRow(ModuleUnderTest replay) throws Exception {
        replay.args(new CsvReplay.Args(write("v\na\nb\nc\n"), "v", null, null, null, null, null))
                .start();
        replay.suspend();
        byte[] state = replay.saveState();
        replay.stop();
        replay.takePublished();
        replay.startWith(state);

        assertThat(passing(replay, Duration.ofSeconds(2))).containsExactly("b", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}| args/file: it is missing",
                "{ \"file\": \"/nowhere.csv\" }| there is no such file",
                "{ \"file\": \"%s\", \"content\": \"valeu\" }| content is \"valeu\", and",
                "{ \"file\": \"%s\", \"time\": \"when\" }| there are at, kind, value",
                "{ \"file\": \"%s\", \"speed\": -1 }| args/speed: -1 is too small",
                "{ \"file\": \"%s\", \"separator\": \"; \" }| args/separator:"
            })
    void shouldRefuseWhatItCannotRunWith(String args, String words, ModuleUnderTest replay) throws IOException {
        String json = SampleContract.json(args, write(TIMED));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> replay.args(json).start())
                .withMessageContaining(words);
    }

    @Nested
    class Contract extends SampleContract {
        Contract() {
            super(CsvReplay.class);
        }

        @Override
        protected void prepare() throws IOException {
            Files.writeString(folder().resolve("press.csv"), TIMED);
        }

        @Override
        protected String args() {
            return json(
                    "{ \"file\": \"%s\", \"time\": \"at\", \"content\": \"value\", \"speed\": 300 }",
                    folder().resolve("press.csv"));
        }

        @Override
        protected List<String> badArgs() {
            return List.of("{}", "{ \"file\": \"/nowhere.csv\" }", "{ \"file\": 1 }");
        }

        @Override
        protected Duration takes() {
            return Duration.ofMillis(100);
        }

        @Override
        protected void verify(List<Message> published) {
            assertThat(published).extracting(Message::text).containsExactly("0.1", "0.2", "0.3");
        }
    }
}
