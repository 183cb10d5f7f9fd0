package dev.bulkhead.gateway.control;

import java.time.Duration;

/**
 * What the control endpoint lets one client take.
 *
 * @param body the longest request, in bytes
 * @param connections how many there may be; one more waits until another ends
 * @param strangers how many of them may not have shown the token yet; one more takes the place of the oldest
 * @param proof how long a connection may take to show the token, and a request's body to come
 * @param idle after how long without a sign of life a connection is closed
 * @param outbox how many characters may wait for a client that does not read
 * @param deadline after which a call is answered, whether or not it is done
 */
record ControlLimits(
        int body, int connections, int strangers, Duration proof, Duration idle, int outbox, Duration deadline) {
    static final ControlLimits DEFAULT = new ControlLimits(
            1 << 20, 64, 32, Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 20, Duration.ofSeconds(60));
}
