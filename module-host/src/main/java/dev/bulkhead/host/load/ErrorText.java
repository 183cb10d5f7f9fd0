package dev.bulkhead.host.load;

import org.jspecify.annotations.Nullable;

/** What a person needs to know of an exception, in one line. */
public final class ErrorText {
    private static final int DEEPEST = 5;
    /** With all the causes it still fits into what a request has room for. */
    private static final int LONGEST = 4096;

    private ErrorText() {}

    /**
     * {@return the text of an exception and of its causes}. The class is named unless the text of an
     * {@link IllegalArgumentException} or {@link IllegalStateException} says it all. An exception is user code too: whatever
     * its methods do, this returns.
     */
    public static String of(Throwable thrown) {
        StringBuilder text = new StringBuilder(one(thrown, message(thrown)));
        Throwable cause = cause(thrown);
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String message = message(cause);
            if (message.isEmpty() || text.indexOf(message) < 0) {
                text.append("; caused by ").append(one(cause, message));
            }
            cause = cause(cause);
        }
        return text.toString();
    }

    private static String one(Throwable thrown, String message) {
        if (message.isEmpty()) {
            return thrown.getClass().getName();
        }
        boolean plain = thrown.getClass() == IllegalArgumentException.class
                || thrown.getClass() == IllegalStateException.class
                || thrown instanceof ModuleLoadException;
        return plain ? message : thrown.getClass().getName() + ": " + message;
    }

    /** {@return what it says, in one line; empty if that is nothing, or cannot be had} */
    private static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null ? "" : oneLine(message);
        } catch (Throwable e) { // user code
            return "";
        }
    }

    private static String oneLine(String message) {
        String shown = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
        String more = message.length() > LONGEST ? "… (" + (message.length() - LONGEST) + " characters more)" : "";
        return shown.strip().replaceAll("\\s*\\R\\s*", " ") + more;
    }

    private static @Nullable Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable e) { // user code
            return null;
        }
    }
}
