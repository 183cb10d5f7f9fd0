package dev.bulkhead.proxy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControllersTest {
    @TempDir
    private Path root;

    @Test
    void shouldFindAControllerOfVersionTwo() throws IOException {
        Files.writeString(root.resolve("cgroup.controllers"), "cpuset cpu io memory pids\n");
        Controllers groups = new Controllers(root);
        assertThat(groups.areUnified()).isTrue();
        assertThatCode(() -> groups.require("memory", "memory", "")).doesNotThrowAnyException();
    }

    @Test
    void shouldFindAControllerOfVersionOne() throws IOException {
        Files.createDirectory(root.resolve("memory"));
        Controllers groups = new Controllers(root);
        assertThat(groups.areUnified()).isFalse();
        assertThatCode(() -> groups.require("memory", "memory", "")).doesNotThrowAnyException();
        assertThatThrownBy(() -> groups.require("memory", "memory", "user.slice"))
                .as("a user's manager has none")
                .isInstanceOf(IOException.class);
    }

    @Test
    void shouldSayWhichLimitCannotBeKept() throws IOException {
        Files.writeString(root.resolve("cgroup.controllers"), "cpuset cpu io pids\n");
        assertThatThrownBy(() -> new Controllers(root).require("memory", "memory", ""))
                .hasMessageContaining("systemd cannot keep the limit \"memory\" here")
                .hasMessageContaining("cgroup_enable=memory");
    }
}
