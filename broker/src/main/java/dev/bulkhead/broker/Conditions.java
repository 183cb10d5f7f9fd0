package dev.bulkhead.broker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What a module has said in one life about its conditions. Thread-safe; nobody is called under the lock. */
final class Conditions {
    /** Keeps a module that makes up names from filling the gateway's memory. */
    static final int MOST = 64;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Runnable changed;
    private final Map<String, Boolean> said = new LinkedHashMap<>();
    private boolean over;

    /**
     * Begins with none.
     *
     * @param changed called after each change, on the thread that made it
     */
    Conditions(Runnable changed) {
        this.changed = changed;
    }

    /**
     * Notes whether a condition holds; too late a call changes nothing.
     *
     * @throws IllegalArgumentException if the name is none, or one too many
     */
    void say(String name, boolean holds) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of a condition: a letter or digit, then at"
                    + " most 63 letters, digits, dots, underscores and hyphens");
        }
        if (note(name, holds)) {
            changed.run();
        }
    }

    private synchronized boolean note(String name, boolean holds) {
        if (over) {
            return false;
        }
        if (said.size() == MOST && !said.containsKey(name)) {
            throw new IllegalArgumentException(
                    "the condition \"" + name + "\" is one too many: a module may have " + MOST);
        }
        Boolean before = said.put(name, holds);
        return before == null || before != holds;
    }

    /** From now on none holds. */
    void end() {
        if (forget()) {
            changed.run();
        }
    }

    private synchronized boolean forget() {
        over = true;
        boolean some = !said.isEmpty();
        said.clear();
        return some;
    }

    /** {@return what was said, oldest first} */
    synchronized Map<String, Boolean> all() {
        return new LinkedHashMap<>(said);
    }
}
