package dev.bulkhead.proxy.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Answers as real commands have answered, in the order in which they were asked. */
final class RecordedCommands implements Commands {
    private final Queue<String> expected = new ArrayDeque<>();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();

    /** The next command must be this one, and answers so. */
    RecordedCommands then(String command, int status, String output) {
        expected.add(command);
        answers.add(new Answer(status, output));
        return this;
    }

    @Override
    public Answer run(List<String> command) {
        asked.add(String.join(" ", command));
        assertThat(String.join(" ", command)).isEqualTo(expected.remove());
        return answers.remove();
    }

    void assertAllAsked() {
        assertThat(expected).as("commands that were not given, after %s", asked).isEmpty();
    }
}
