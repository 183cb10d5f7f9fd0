package dev.bulkhead.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.wire.packet.Processed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
    private final Throwable failure = new IllegalStateException();

    private final AtomicInteger ends = new AtomicInteger();
    private final Progress progress = new Progress(false, ends::incrementAndGet);

    private void process(int count, boolean returned) {
        for (int i = 0; i < count; i++) {
            progress.processed(returned ? null : failure);
        }
    }

    @Test
    void shouldHaveNothingToTellAtFirst() {
        assertThat(progress.hasNews()).isFalse();
        assertThat(progress.processedWithoutFailure()).isZero();
    }

    @Test
    void shouldAskToBeToldAtTheEndOfABatch() {
        process(2, true);
        assertThat(ends).hasValue(0);
        progress.batchEnded();

        assertThat(ends).hasValue(1);
    }

    @Test
    void shouldReportWhatWasProcessedAndWhatFailed() {
        process(2, true);
        process(1, false);
        process(1, true);

        assertThat(progress.report()).isEqualTo(new Processed(4, List.of(3L)));
    }

    @Test
    void shouldTellNothingTwice() {
        process(2, true);
        process(1, false);
        progress.told(progress.report());

        assertThat(progress.hasNews()).isFalse();
        assertThat(progress.report()).isEqualTo(new Processed(3, List.of()));
    }

    @Test
    void shouldTellAgainWhatDidNotArrive() {
        process(1, false);
        Processed first = progress.report();
        process(1, true);

        assertThat(progress.hasNews()).isTrue();
        assertThat(first).isEqualTo(new Processed(1, List.of(1L)));
        assertThat(progress.report()).isEqualTo(new Processed(2, List.of(1L)));
    }

    @Test
    void shouldKeepWhatCameWhileAReportWasOnItsWay() {
        process(1, false);
        Processed onItsWay = progress.report();
        process(1, false);
        progress.told(onItsWay);

        assertThat(progress.hasNews()).isTrue();
        assertThat(progress.report()).isEqualTo(new Processed(2, List.of(2L)));
    }

    @Test
    void shouldNotReportMoreFailuresThanFitIntoARequest() {
        process(1000, false);
        assertThat(progress.report().failed()).hasSize(1000);
        process(5, false);
        process(1, true);

        Processed first = progress.report();
        assertThat(first.failed()).hasSize(1000);
        assertThat(first.upTo()).isEqualTo(1000);
        progress.told(first);
        assertThat(progress.hasNews()).isTrue();
        assertThat(progress.report()).isEqualTo(new Processed(1006, List.of(1001L, 1002L, 1003L, 1004L, 1005L)));
    }

    @Test
    void shouldStopBeforeTheFirstFailureWhereFailuresCannotBeTold() {
        process(2, true);
        process(1, false);
        process(5, true);

        assertThat(progress.processedWithoutFailure()).isEqualTo(2);
        assertThat(progress.hasNews()).isTrue();
        assertThat(progress.report()).isEqualTo(new Processed(8, List.of(3L)));
    }

    @Test
    void shouldCountWhatWasToldWithoutAReport() {
        process(3, true);

        assertThat(progress.processedWithoutFailure()).isEqualTo(3);
        assertThat(progress.hasNews()).isFalse();
    }

    /** Whatever is told over either channel, in any order, settles every message once, and as it went. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldLoseNothing(long seed) {
        Random random = new Random(seed);
        Set<Long> failed = new HashSet<>();
        Set<Long> toldFailed = new HashSet<>();
        List<Processed> onItsWay = new ArrayList<>();
        long processed = 0;
        long told = 0;
        for (int step = 0; step < 20_000 || progress.hasNews(); step++) {
            int choice = step < 20_000 ? random.nextInt(40) : 38;
            if (choice < 37) {
                processed++;
                boolean returned = random.nextInt(3) > 0;
                progress.processed(returned ? null : failure);
                if (!returned) {
                    failed.add(processed);
                }
            } else if (choice == 37) {
                long upTo = progress.processedWithoutFailure();
                for (long number = told + 1; number <= upTo; number++) {
                    assertThat(failed).doesNotContain(number);
                }
                told = Math.max(told, upTo);
            } else if (onItsWay.isEmpty() && progress.hasNews()) {
                onItsWay.add(progress.report());
            } else if (!onItsWay.isEmpty()) {
                Processed report = onItsWay.remove(0);
                long before = told;
                assertThat(report.failed()).allMatch(number -> number > before && toldFailed.add(number));
                told = Math.max(told, report.upTo());
                progress.told(report);
            }
        }

        assertThat(told).isEqualTo(processed);
        assertThat(toldFailed).isEqualTo(failed);
    }

    @Test
    void shouldLeaveItToAReplyThatIsDue() {
        progress.replyDue();
        process(2, true);
        progress.batchEnded();
        assertThat(progress.processedWithoutFailure()).isEqualTo(2);
        progress.replied();

        assertThat(ends).hasValue(0);
    }

    @Test
    void shouldAskToBeToldWhatWasProcessedAfterTheReplyWasMade() {
        progress.replyDue();
        process(2, true);
        assertThat(progress.processedWithoutFailure()).isEqualTo(2);
        process(1, true);
        progress.batchEnded();
        progress.replied();

        assertThat(ends).hasValue(1);
    }

    @Test
    void shouldAskToBeToldOfAFailureWhichNoReplyCarries() {
        progress.replyDue();
        process(1, false);
        progress.batchEnded();
        assertThat(progress.processedWithoutFailure()).isZero();
        progress.replied();

        assertThat(ends).hasValue(1);
    }

    private static void fail(Progress progress, int count) {
        for (int i = 1; i <= count; i++) {
            progress.processed(new IllegalStateException("no " + i));
        }
    }

    private static String causeIn(Progress progress, Processed report) {
        return progress.causeIn(report)
                .map(failed -> failed.number() + ": " + failed.what().cause())
                .orElse("none");
    }

    @Test
    void shouldTellWhatFailedOneWithEachReport() {
        Progress withCauses = new Progress(true, () -> {});
        withCauses.processed(null);
        fail(withCauses, 2);
        withCauses.processed(null);

        Processed first = withCauses.report();
        assertThat(first).isEqualTo(new Processed(2, List.of(2L)));
        assertThat(causeIn(withCauses, first)).isEqualTo("2: java.lang.IllegalStateException: no 1");
        withCauses.told(first);
        Processed second = withCauses.report();
        assertThat(second).isEqualTo(new Processed(4, List.of(3L)));
        assertThat(causeIn(withCauses, second)).isEqualTo("3: java.lang.IllegalStateException: no 2");
        withCauses.told(second);
        assertThat(withCauses.hasNews()).isFalse();
        assertThat(causeIn(withCauses, withCauses.report())).isEqualTo("none");
    }

    @Test
    void shouldKeepWhatTheNewestFewFailedWithInAFlood() {
        Progress withCauses = new Progress(true, () -> {});
        fail(withCauses, 3000);
        List<String> causes = new ArrayList<>();
        Set<Long> failed = new HashSet<>();
        while (withCauses.hasNews()) {
            Processed report = withCauses.report();
            failed.addAll(report.failed());
            withCauses
                    .causeIn(report)
                    .ifPresent(cause -> causes.add(cause.what().cause()));
            withCauses.told(report);
        }

        assertThat(failed).hasSize(3000);
        assertThat(causes).hasSize(16).first().isEqualTo("java.lang.IllegalStateException: no 2985");
    }

    @Test
    void shouldNotAskWhatFailedWhereTheGatewayDoesNotWantToKnow() {
        fail(progress, 1);

        assertThat(causeIn(progress, progress.report())).isEqualTo("none");
    }

    @Test
    void shouldNotReportAFailureThatIsNotCountedYet() {
        process(1001, false);

        Processed report = progress.report();
        assertThat(report.failed()).hasSize(1000).last().isEqualTo(report.upTo());
    }
}
