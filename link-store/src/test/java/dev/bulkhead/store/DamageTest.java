package dev.bulkhead.store;

import static dev.bulkhead.store.StoreFixture.append;
import static dev.bulkhead.store.StoreFixture.readAll;
import static dev.bulkhead.store.StoreFixture.texts;
import static dev.bulkhead.store.StoreFixture.textsOf;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.broker.store.Durability.Sync;
import dev.bulkhead.broker.store.StoredLink;
import dev.bulkhead.broker.store.Totals;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is damaged on disk is left out, counted and reported; the rest is there. */
class DamageTest {
    private static final int PAGE = 4096;

    private final Heard heard = new Heard();

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("links.db");
    }

    /** One run, each message in a row of its own. */
    private List<String> publish(int messages) throws Exception {
        List<String> texts = new ArrayList<>();
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = store.open(StoreFixture.LINK, StoreFixture.durability(Sync.NEVER), heard);
            for (int i = 0; i < messages; i++) {
                String text = "message " + i + " ".repeat(300);
                texts.add(text);
                append(link, heard, text);
            }
            link.settled(0, Totals.NONE);
        }
        return texts;
    }

    private void overwrite(long at, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            int unused = channel.write(ByteBuffer.wrap(bytes), at);
        }
    }

    private long find(String text) throws IOException {
        return new String(Files.readAllBytes(file()), ISO_8859_1).indexOf(text);
    }

    private long filesNamedDamaged() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.getFileName().toString().matches("links\\.db\\.damaged-\\d{8}T\\d{6}Z"))
                    .count();
        }
    }

    @Test
    void shouldLeaveOutARecordThatIsDamaged() throws Exception {
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            append(StoreFixture.open(store, heard), heard, texts(0, 10));
        }
        overwrite(find("message 3"), "massage".getBytes(US_ASCII));
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = StoreFixture.open(store, heard);
            assertThat(link.past().messages()).isEqualTo(10);
            List<String> read = textsOf(readAll(link));
            assertThat(read).hasSize(9).doesNotContain("message 3").contains("message 2", "message 4", "message 9");
            assertThat(textsOf(readAll(link))).isEqualTo(read);
            assertThat(store.counts().messagesLost()).isEqualTo(1);
        }
    }

    @Test
    void shouldFindTheNextRecordBehindALengthThatIsDamaged() throws Exception {
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            append(StoreFixture.open(store, heard), heard, texts(0, 10));
        }
        long frame = find("message 3") - Records.HEADER - 30;
        overwrite(frame, new byte[40]);
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            assertThat(textsOf(readAll(StoreFixture.open(store, heard))))
                    .endsWith("message 5", "message 6", "message 7", "message 8", "message 9");
            assertThat(store.counts().messagesLost()).isBetween(1L, 2L);
        }
    }

    @Test
    void shouldSaveWhatCanBeReadOfADamagedDatabase() throws Exception {
        List<String> texts = publish(200);
        int middle = (int) (find("message 100 ") / PAGE);
        overwrite((long) middle * PAGE, new byte[PAGE]);
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = StoreFixture.open(store, heard);
            List<String> read = textsOf(readAll(link));
            assertThat(texts).containsSubsequence(read);
            assertThat(read).hasSizeBetween(150, 199).contains(texts.get(0), texts.get(199));
            assertThat(link.past().lost()).isEqualTo(200 - read.size());
            assertThat(link.past().messages()).isEqualTo(read.size());
            assertThat(store.counts().messagesLost()).isEqualTo(200 - read.size());
            assertThat(store.counts().repairs()).isEqualTo(1);
            assertThat(filesNamedDamaged()).isEqualTo(1);
            append(link, heard, "next");
            assertThat(textsOf(readAll(link))).endsWith("next");
        }
    }

    @Test
    void shouldCountWhatWasLostOnce() throws Exception {
        List<String> unused = publish(200);
        overwrite(find("message 100 ") / PAGE * PAGE, new byte[PAGE]);
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = StoreFixture.open(store, heard);
            assertThat(link.past().lost()).isPositive();
            link.settled(0, Totals.NONE);
        }
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            assertThat(StoreFixture.open(store, heard).past().lost()).isZero();
            assertThat(store.counts().repairs()).isZero();
        }
    }

    @Test
    void shouldSaveWhatIsLeftOfAFileThatIsTooShort() throws Exception {
        List<String> texts = publish(200);
        try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / PAGE / 2 * PAGE + 1000);
        }
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = StoreFixture.open(store, heard);
            List<String> read = textsOf(readAll(link));
            assertThat(texts).containsSubsequence(read);
            assertThat(read).hasSizeBetween(50, 150);
            assertThat(link.past().lost()).isEqualTo(200 - read.size());
        }
    }

    @Test
    void shouldBeginAnewWhereThereIsNoDatabaseAnyMore() throws Exception {
        long last = publish(3).size();
        overwrite(0, new byte[3 * PAGE]);
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = StoreFixture.open(store, heard);
            assertThat(readAll(link)).isEmpty();
            assertThat(store.counts().repairs()).isEqualTo(1);
            assertThat(filesNamedDamaged()).isEqualTo(1);
            assertThat(append(link, heard, "next").get(0)).isGreaterThan(last);
        }
    }

    @Test
    void shouldNotThrowAwayALogWhoseDatabaseIsGone() throws Exception {
        List<String> unused = publish(3);
        Files.write(folder.resolve("links.db-wal"), new byte[5000]);
        Files.delete(file());
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            assertThat(store.counts().tornBytes()).isEqualTo(5000);
            assertThat(readAll(StoreFixture.open(store, heard))).isEmpty();
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files)
                        .anyMatch(path -> path.toString().endsWith("-wal")
                                && path.toString().contains("damaged"));
            }
        }
    }

    @Test
    void shouldRepairADatabaseThatIsDamagedWhileItIsOpen() throws Exception {
        List<String> texts = publish(400);
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = StoreFixture.open(store, heard);
            overwrite(find("message 300 ") / PAGE * PAGE, new byte[PAGE]);
            await().until(() -> readSome(link).size() > 350);
            assertThat(texts).containsSubsequence(readSome(link));
            await().until(() -> store.state().ok());
            append(link, heard, "next");
            assertThat(textsOf(readAll(link))).endsWith("next");
            assertThat(store.counts().repairs()).isEqualTo(1);
            assertThat(store.counts().messagesLost()).isPositive();
        }
    }

    /** A reader that finds the damage fails until it is repaired. */
    private static List<String> readSome(StoredLink link) {
        try {
            return textsOf(readAll(link));
        } catch (IOException e) {
            return List.of();
        }
    }
}
