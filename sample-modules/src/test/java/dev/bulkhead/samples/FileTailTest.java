package dev.bulkhead.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.PublishResult;
import dev.bulkhead.testkit.BulkheadTest;
import dev.bulkhead.testkit.ModuleUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

@BulkheadTest(FileTail.class)
class FileTailTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("press.log");
    }

    private void start(ModuleUnderTest tail, String from) throws Exception {
        tail.args(new FileTail.Args(file.toString(), Duration.ofSeconds(1), from, 16))
                .start();
    }

    private void append(String text) throws IOException {
        Files.write(file, text.getBytes(UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<String> fresh(ModuleUnderTest tail) throws Exception {
        tail.clock().advance(Duration.ofSeconds(1));
        return tail.takePublished().stream().map(Message::text).toList();
    }

    @Test
    void shouldPublishOnlyWhatComes(ModuleUnderTest tail) throws Exception {
        append("old\n");
        start(tail, null);
        append("one\ntwo\r\n");

        assertThat(fresh(tail)).containsExactly("one", "two");
        assertThat(tail.published().get(0).properties())
                .containsEntry("kind", "line")
                .containsEntry("file", file.toString());
        assertThat(fresh(tail)).isEmpty();
    }

    @Test
    void shouldBeginAtTheStartIfAsked(ModuleUnderTest tail) throws Exception {
        append("old\n\n");
        start(tail, "start");

        assertThat(fresh(tail)).containsExactly("old", "");
    }

    @Test
    void shouldWaitForTheEndOfALine(ModuleUnderTest tail) throws Exception {
        append("");
        start(tail, null);
        append("half ");
        assertThat(fresh(tail)).isEmpty();
        append("and half\nand");

        assertThat(fresh(tail)).containsExactly("half and half");
    }

    @Test
    void shouldReadTheRestOfAFileThatIsRotated(ModuleUnderTest tail) throws Exception {
        append("a\n");
        start(tail, null);
        append("b\n");
        Files.move(file, folder.resolve("press.log.1"));
        append("c\n");

        assertThat(fresh(tail)).containsExactly("b", "c");
    }

    @Test
    void shouldReadOnInAFileThatWasMovedAwayUntilThereIsAnother(ModuleUnderTest tail) throws Exception {
        append("a\n");
        start(tail, null);
        Path moved = Files.move(file, folder.resolve("press.log.1"));
        assertThat(fresh(tail)).isEmpty();
        Files.writeString(moved, "b\n", StandardOpenOption.APPEND);
        assertThat(fresh(tail)).containsExactly("b");
        append("c\n");

        assertThat(fresh(tail)).containsExactly("c");
    }

    @Test
    void shouldBeginAnewWhenTheFileBecomesShorter(ModuleUnderTest tail) throws Exception {
        append("a long line\n");
        start(tail, null);
        append("another\nhalf");
        assertThat(fresh(tail)).containsExactly("another");
        Files.writeString(file, "new\n");

        assertThat(fresh(tail)).containsExactly("new");
    }

    @Test
    void shouldWaitForAFileThatIsMissingAndSayItOnce(ModuleUnderTest tail) throws Exception {
        Logger logger = mock(Logger.class);
        tail.madeBy(() -> new FileTail(logger));
        start(tail, null);
        fresh(tail);
        append("first\n");

        assertThat(fresh(tail)).containsExactly("first");
        verify(logger, times(1)).warn(contains("cannot be read"), any(Path.class), any(String.class));
    }

    @Test
    void shouldCutALineThatIsTooLongBetweenTwoCharacters(ModuleUnderTest tail) throws Exception {
        append("");
        start(tail, null);
        append("x".repeat(15) + "ü" + "y".repeat(200_000) + "\nnext\n" + "z".repeat(16) + "\r\n");

        assertThat(fresh(tail)).containsExactly("x".repeat(15), "next", "z".repeat(16));
        assertThat(tail.published())
                .extracting(message -> message.property("cut").orElse("no"))
                .containsExactly("true", "no", "no");
    }

    @Test
    void shouldPublishBytesThatAreNoTextAsTheyAre(ModuleUnderTest tail) throws Exception {
        append("");
        start(tail, null);
        Files.write(file, new byte[] {-1, 0, '\n'}, StandardOpenOption.APPEND);
        fresh(tail);

        assertThat(tail.published().get(0).content()).containsExactly(-1, 0);
    }

    @Test
    void shouldPublishAgainWhatEveryLinkDropped(ModuleUnderTest tail) throws Exception {
        append("");
        start(tail, null);
        append("one\ntwo\n");
        tail.faults().publishAnswers(PublishResult.DROPPED);
        assertThat(fresh(tail)).isEmpty();
        tail.faults().publishTruly();

        assertThat(fresh(tail)).containsExactly("one", "two");
    }

    @Test
    void shouldGoOnWhereItWas(ModuleUnderTest tail) throws Exception {
        append("a\nha");
        start(tail, "start");
        assertThat(fresh(tail)).containsExactly("a");
        tail.suspend();
        byte[] state = tail.saveState();
        tail.stop();
        append("lf\nb\n");
        tail.startWith(state);

        assertThat(fresh(tail)).containsExactly("half", "b");
    }

    @Test
    void shouldBeginAnewInAnotherFileThanItWas(ModuleUnderTest tail) throws Exception {
        append("a\n");
        start(tail, "start");
        tail.suspend();
        byte[] state = tail.saveState();
        tail.stop();
        Files.move(file, folder.resolve("press.log.1"));
        append("b\nc\n");
        tail.startWith(state);

        assertThat(fresh(tail)).endsWith("b", "c");
    }

    @Test
    void shouldRefuseAFolder(ModuleUnderTest tail) {
        file = folder;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> start(tail, null))
                .withMessage("file is " + folder + ", and that is a folder");
    }

    @Test
    void shouldRefuseAStateOfSomethingElse(ModuleUnderTest tail) throws Exception {
        tail.args(new FileTail.Args(file.toString(), null, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> tail.startWith(new byte[] {1, 2, 3}));
    }

    @Nested
    class Contract extends SampleContract {
        Contract() {
            super(FileTail.class);
        }

        @Override
        protected void prepare() throws IOException {
            Files.writeString(folder().resolve("log"), "one\ntwo\nhalf");
        }

        @Override
        protected String args() {
            return json("{ \"file\": \"%s\", \"from\": \"start\", \"every\": \"50ms\" }", folder().resolve("log"));
        }

        @Override
        protected List<String> badArgs() {
            return List.of("{}", json("{ \"file\": \"%s\" }", folder()), "{ \"file\": \"x\", \"from\": \"middle\" }");
        }

        @Override
        protected void verify(List<Message> published) {
            assertThat(published).extracting(Message::text).containsExactly("one", "two");
        }
    }
}
