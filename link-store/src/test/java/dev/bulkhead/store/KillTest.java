package dev.bulkhead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.broker.store.Durability.Sync;
import dev.bulkhead.broker.store.StoredLink;
import dev.bulkhead.broker.store.StoredMessage;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that is killed loses nothing that was acknowledged, however seldom the disk is asked to confirm it. */
class KillTest {
    private static final int ROUNDS = 2;
    private static final int EACH = 400;
    private static final int PUBLISHERS = 3;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Sync.class)
    void shouldHaveAllThatWasAcknowledgedWhenKilled(Sync sync) throws Exception {
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(publishUntilKilled(sync, round * 1_000_000));
        }
        try (SqliteLinkStore store = StoreFixture.open(folder)) {
            StoredLink link = StoreFixture.open(store, new Heard());
            assertThat(link.past().unclean()).isTrue();
            assertThat(link.past().lost()).isZero();
            List<StoredMessage> read = StoreFixture.readAll(link);
            assertThat(link.past().messages()).isEqualTo(read.size());
            List<String> texts =
                    read.stream().map(stored -> stored.message().text().trim()).toList();
            assertThat(texts).doesNotHaveDuplicates().containsAll(acknowledged);
            // Each publisher has at most one message under way, in each round.
            assertThat(texts.size()).isBetween(acknowledged.size(), acknowledged.size() + ROUNDS * PUBLISHERS);
            for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
                String name = "p" + publisher + "-";
                assertThat(texts.stream().filter(text -> text.startsWith(name)))
                        .isSortedAccordingTo(Comparator.comparingInt(text -> Integer.parseInt(text.substring(3))));
            }
        }
    }

    private List<String> publishUntilKilled(Sync sync, int first) throws Exception {
        Process process = Children.java(Publishing.class, folder, sync, PUBLISHERS, first, 1_000_000)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acknowledged.add(line);
                if (acknowledged.size() == EACH) {
                    // Not through the process itself, which would close its output.
                    assertThat(process.toHandle().destroyForcibly()).isTrue();
                }
            }
        }
        assertThat(process.waitFor()).isEqualTo(128 + 9);
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(EACH);
        return acknowledged;
    }
}
