package dev.bulkhead.gateway.cli;

/** The exit statuses of every command. */
final class ExitStatus {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int BAD_INPUT = 2;

    private ExitStatus() {}
}
