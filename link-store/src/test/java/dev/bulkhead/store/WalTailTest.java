package dev.bulkhead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.store.WalTail.Dropped;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalTailTest {
    private static final int FRAME = 4096 + 24;

    @TempDir
    private Path folder;

    /** A log of a store that is still open, so it is as a sudden end would leave it. */
    private Path log(int commits) throws Exception {
        Path running = Files.createDirectory(folder.resolve("running"));
        try (SqliteLinkStore store = StoreFixture.open(running)) {
            Heard heard = new Heard();
            var link = StoreFixture.open(store, heard);
            for (int i = 0; i < commits; i++) {
                StoreFixture.append(link, heard, "message " + i);
            }
            for (String file : new String[] {"links.db", "links.db-wal"}) {
                Files.copy(running.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder.resolve("links.db-wal");
    }

    private static void overwrite(Path log, long at) throws Exception {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            int unused = channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}), at);
        }
    }

    @Test
    void shouldFindNothingInAWholeLog() throws Exception {
        assertThat(WalTail.of(log(5))).isEqualTo(Dropped.NOTHING);
        assertThat(WalTail.of(folder.resolve("none"))).isEqualTo(Dropped.NOTHING);
    }

    @Test
    void shouldCountWhatIsBehindTheLastWholeTransaction() throws Exception {
        Path log = log(5);
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 100);
        }
        assertThat(WalTail.of(log)).isEqualTo(new Dropped(FRAME - 100, 1));
    }

    @Test
    void shouldCountTheTransactionsBehindADamagedOne() throws Exception {
        Path log = log(5);
        overwrite(log, Files.size(log) - 3 * FRAME + 1000);
        assertThat(WalTail.of(log)).isEqualTo(new Dropped(3 * FRAME, 3));
    }

    @Test
    void shouldCountAllOfALogWhoseHeaderIsDamaged() throws Exception {
        Path log = log(5);
        overwrite(log, 8);
        assertThat(WalTail.of(log)).isEqualTo(new Dropped(Files.size(log), 0));
    }

    @Test
    void shouldReportWhatIsCutWhenTheStoreIsOpened() throws Exception {
        Path log = log(5);
        overwrite(log, Files.size(log) - 2 * FRAME + 1000);
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            assertThat(store.counts().tornBytes()).isEqualTo(2 * FRAME);
            assertThat(StoreFixture.readAll(StoreFixture.open(store, new Heard())))
                    .hasSize(3);
        }
    }
}
