package dev.bulkhead.benchmarks.report;

import dev.bulkhead.benchmarks.contest.Results;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;

/**
 * What a target is compared with.
 *
 * @param wanted whether everybody whom it takes was in the run
 * @param value what was measured; empty if somebody has no result
 */
record Measurement(boolean wanted, OptionalDouble value) {
    /** {@return the median of what a contestant gave} */
    static Measurement of(Results results, String contest, String contestant, String metric) {
        return new Measurement(results.tookPart(contest, contestant), results.median(contest, contestant, metric));
    }

    /** {@return what comes of both} */
    Measurement with(Measurement other, DoubleBinaryOperator how) {
        OptionalDouble both = value.isPresent() && other.value.isPresent()
                ? OptionalDouble.of(how.applyAsDouble(value.getAsDouble(), other.value.getAsDouble()))
                : OptionalDouble.empty();
        return new Measurement(wanted && other.wanted, both);
    }

    /** {@return how many times the other this is} */
    Measurement per(Measurement other) {
        return with(other, (one, two) -> one / two);
    }
}
