package dev.bulkhead.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedStateTest {
    @TempDir
    private Path folder;

    @Test
    void shouldGiveTheStateBackToTheSameClassOnly() throws Exception {
        SavedState saved = new SavedState(folder.resolve("states"), "valve");
        saved.write("a.Valve", new byte[] {1, 10, 2});

        assertThat(saved.read("a.Valve")).containsExactly(1, 10, 2);
        assertThat(saved.read("a.Val")).isNull();
        assertThat(saved.read("another.Class")).isNull();
        assertThat(saved.read(null)).isNull();
        assertThat(saved.exists()).isTrue();
    }

    @Test
    void shouldKeepAStateOfWhichOnlyTheHostKnowsTheClass() throws Exception {
        SavedState saved = new SavedState(folder.resolve("states"), "valve");
        saved.write(null, new byte[0]);

        assertThat(saved.read(null)).isEmpty();
        saved.forget();
        assertThat(saved.read(null)).isNull();
    }
}
