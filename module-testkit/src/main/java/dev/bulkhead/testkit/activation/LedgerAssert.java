package dev.bulkhead.testkit.activation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** Says whether a link's account is right. */
public final class LedgerAssert {
    private LedgerAssert() {}

    /** Every message that was published is somewhere. */
    public static void assertBalanced(JsonNode link) {
        long accounted = link.path("delivered").asLong()
                + link.path("queued").asLong()
                + link.path("inFlight").asLong()
                + link.path("dropped").asLong()
                + link.path("deadLettered").asLong()
                + link.path("expired").asLong();
        assertThat(accounted)
                .as("accounted for in %s", link)
                .isEqualTo(link.path("published").asLong());
    }

    /** So many messages were published, and every one was delivered. */
    public static void assertLossless(JsonNode link, long messages) {
        assertBalanced(link);
        assertThat(link.path("published").asLong()).as("published in %s", link).isEqualTo(messages);
        assertThat(link.path("delivered").asLong()).as("delivered in %s", link).isEqualTo(messages);
    }
}
