package dev.bulkhead.samples;

import dev.bulkhead.api.Message;
import java.time.Instant;
import java.util.Optional;

/**
 * One measured value.
 *
 * @param kind what was measured, such as {@code cpu}
 * @param of the part of the machine, such as {@code eth0}; empty if there is only one
 * @param value a finite number
 * @param unit the unit of the value, such as {@code B/s}; {@code ratio} for 0 to 1
 */
record Reading(String kind, Optional<String> of, double value, String unit) {
    static final String RATIO = "ratio";
    static final String BYTES_PER_SECOND = "B/s";

    Reading {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(kind + " is " + value);
        }
    }

    Reading(String kind, double value, String unit) {
        this(kind, Optional.empty(), value, unit);
    }

    Reading(String kind, String of, double value, String unit) {
        this(kind, Optional.of(of), value, unit);
    }

    Message toMessage(Instant at) {
        Message.Builder message = Message.builder().property("kind", kind);
        of.ifPresent(part -> message.property("of", part));
        return message.property("unit", unit)
                .property("at", Timestamps.text(at))
                .text(Decimals.text(value))
                .build();
    }
}
