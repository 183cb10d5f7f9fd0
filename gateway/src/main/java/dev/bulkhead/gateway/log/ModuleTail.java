package dev.bulkhead.gateway.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The last lines of one module, and who follows them. */
final class ModuleTail {
    private static final int MOST_LINES = 1000;
    private static final int MOST_CHARACTERS = 256 * 1024;

    private final Deque<ModuleLine> lines = new ArrayDeque<>();
    private final List<Consumer<ModuleLine>> listeners = new ArrayList<>();
    private int characters;

    synchronized void add(ModuleLine line) {
        lines.addLast(line);
        characters += line.text().length();
        while (lines.size() > MOST_LINES || characters > MOST_CHARACTERS) {
            characters -= lines.removeFirst().text().length();
        }
        listeners.forEach(listener -> listener.accept(line));
    }

    synchronized List<ModuleLine> last(int count) {
        return lines.stream().skip(Math.max(0, lines.size() - count)).toList();
    }

    synchronized void follow(int count, Consumer<ModuleLine> listener) {
        last(count).forEach(listener);
        listeners.add(listener);
    }

    synchronized void leave(Consumer<ModuleLine> listener) {
        listeners.remove(listener);
    }
}
