package dev.bulkhead.host.load;

/** What a person needs to know of an exception, in one line. */
public final class ErrorText {
    private static final int DEEPEST = 5;

    private ErrorText() {}

    /**
     * {@return the text of an exception and of its causes}. The class is named unless the text of an
     * {@link IllegalArgumentException} or {@link IllegalStateException} says it all.
     */
    public static String of(Throwable thrown) {
        StringBuilder text = new StringBuilder(one(thrown));
        Throwable cause = thrown.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (text.indexOf(String.valueOf(cause.getMessage())) < 0) {
                text.append("; caused by ").append(one(cause));
            }
            cause = cause.getCause();
        }
        return text.toString();
    }

    private static String one(Throwable thrown) {
        String message = thrown.getMessage();
        if (message == null || message.isBlank()) {
            return thrown.getClass().getName();
        }
        boolean plain = thrown.getClass() == IllegalArgumentException.class
                || thrown.getClass() == IllegalStateException.class
                || thrown instanceof ModuleLoadException;
        return plain ? message : thrown.getClass().getName() + ": " + message;
    }
}
