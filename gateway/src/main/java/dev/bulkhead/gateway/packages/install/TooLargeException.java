package dev.bulkhead.gateway.packages.install;

import java.io.IOException;

/** Something is larger than it may be; the text says how large that is. */
final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    TooLargeException(String what, long most) {
        super(what + " has more than " + (most >> 20) + " MiB, which is the most that is installed");
    }
}
