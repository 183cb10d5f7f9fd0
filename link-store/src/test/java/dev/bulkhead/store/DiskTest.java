package dev.bulkhead.store;

import static dev.bulkhead.store.StoreFixture.append;
import static dev.bulkhead.store.StoreFixture.readAll;
import static dev.bulkhead.store.StoreFixture.texts;
import static dev.bulkhead.store.StoreFixture.textsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bulkhead.api.Message;
import dev.bulkhead.broker.store.StoredLink;
import dev.bulkhead.broker.store.StoredMessage;
import dev.bulkhead.broker.store.Totals;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full is a state with a reason, and ends by itself. */
class DiskTest {
    private static final Message LARGE = Message.of(Map.of(), new byte[100_000]);

    private final Heard heard = new Heard();

    @TempDir
    private Path mounted;

    private Path folder;

    @BeforeEach
    void mount() throws Exception {
        // The library would need a part of the small disk.
        NativeLibrary.prepare(Files.createDirectories(Path.of("target/library")));
        Needs.require(
                Needs.succeeds("mount", "-t", "tmpfs", "-o", "size=8m,mode=700", "tmpfs", mounted.toString()),
                "root, and the right to mount");
        folder = mounted;
    }

    @AfterEach
    void unmount() throws Exception {
        if (folder != null) {
            assertThat(Needs.succeeds("umount", mounted.toString())).isTrue();
        }
    }

    /** {@return how many messages it took} */
    private int fill(StoredLink link) {
        int taken = 0;
        try {
            while (true) {
                heard.awaitStored(link.append(LARGE, 1));
                taken++;
            }
        } catch (AssertionError e) {
            assertThat(e).hasMessageContaining("the disk is full").hasMessageContaining(folder.toString());
            return taken;
        }
    }

    @Test
    void shouldTakeMessagesAgainWhenThoseBeforeAreDelivered() throws Exception {
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = StoreFixture.open(store, heard);
            int taken = fill(link);
            assertThat(taken).isGreaterThan(10);
            assertThat(store.state().failure().orElseThrow()).contains("the disk is full");
            List<StoredMessage> read = readAll(link);
            assertThat(read).hasSize(taken);
            link.settled(read.get(taken - 1).number(), Totals.NONE);
            await().until(() -> store.state().ok());
            append(link, heard, texts(0, 20));
            assertThat(textsOf(readAll(link))).containsExactly(texts(0, 20));
        }
    }

    @Test
    void shouldTakeMessagesAgainWhenOthersMakeRoom() throws Exception {
        Path other = folder.resolve("other");
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = StoreFixture.open(store, heard);
            append(link, heard, "one");
            fillUp(other);
            assertThat(heard.awaitFailed(link.append(LARGE, 1))).contains("the disk is full");
            link.settled(readAll(link).get(0).number(), new Totals(1, Map.of(), 0, 0));
            assertThat(heard.awaitFailed(link.append(LARGE, 1))).contains("the disk is full");
            Files.delete(other);
            await().until(() -> store.state().ok());
            append(link, heard, "two");
            assertThat(textsOf(readAll(link))).containsExactly("two");
        }
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = StoreFixture.open(store, new Heard());
            assertThat(link.past().totals().delivered()).isEqualTo(1);
            assertThat(textsOf(readAll(link))).containsExactly("two");
        }
    }

    private static void fillUp(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] some = new byte[4096];
            while (true) {
                out.write(some);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    @Test
    void shouldSayWhyItCannotBeOpened() throws Exception {
        assertThat(Needs.succeeds("mount", "-o", "remount,ro", mounted.toString()))
                .isTrue();
        assertThatThrownBy(() -> StoreFixture.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("links.db")
                .hasMessageContaining("is read-only; mount it for writing");
        assertThat(Needs.succeeds("mount", "-o", "remount,rw", mounted.toString()))
                .isTrue();
    }
}
