package dev.bulkhead.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final int SAMPLES = 720;
    private static final int EVERY_SECONDS = 5;

    private final Random random = new Random(7);

    private Verdict of(Quantity.Limit limit, IntToDoubleFunction value) {
        Quantity quantity = new Quantity("made up", "MiB", limit);
        for (int i = 0; i < SAMPLES; i++) {
            quantity.add(i * EVERY_SECONDS, value.applyAsDouble(i));
        }
        return Verdict.of(quantity);
    }

    private Verdict ofMemory(IntToDoubleFunction value) {
        return of(Quantity.Limit.rise(4, 0.05), value);
    }

    private double noise(double deviation) {
        return random.nextGaussian() * deviation;
    }

    @Test
    void shouldFindAConstantFlat() {
        assertThat(ofMemory(i -> 100)).isEqualTo(new Verdict(true, true, 100, 0, 5));
    }

    @Test
    void shouldFindNoiseFlat() {
        assertThat(ofMemory(i -> 100 + noise(10)).flat()).isTrue();
    }

    @Test
    void shouldFindASawToothFlat() {
        assertThat(ofMemory(i -> 60 + i % 90).flat()).isTrue();
    }

    @Test
    void shouldFindASteadyRise() {
        Verdict verdict = ofMemory(i -> 100 + i * 0.02 + noise(3));

        assertThat(verdict.flat()).isFalse();
        assertThat(verdict.drift()).isBetween(8.0, 13.0);
    }

    @Test
    void shouldFindARiseUnderASawTooth() {
        assertThat(ofMemory(i -> 60 + i % 25 + i * 0.05).flat()).isFalse();
    }

    @Test
    void shouldFindARiseInSteps() {
        assertThat(of(Quantity.Limit.rise(2, 0), i -> 60 + i / 60).flat()).isFalse();
    }

    @Test
    void shouldAllowARiseBelowTheLimit() {
        Verdict verdict = ofMemory(i -> 100 + i * 0.004);

        assertThat(verdict.flat()).isTrue();
        assertThat(verdict.drift()).isPositive();
    }

    @Test
    void shouldLeaveOutTheWarmUp() {
        assertThat(ofMemory(i -> 100 - 60 * Math.exp(-i / 40.0)).flat()).isTrue();
    }

    @Test
    void shouldNotMindOutliers() {
        assertThat(ofMemory(i -> i % 50 == 49 ? 1000 + i : 100).flat()).isTrue();
    }

    @Test
    void shouldMindAFallOnlyWhereThatIsTheFault() {
        assertThat(ofMemory(i -> 1000 - i).flat()).isTrue();
        assertThat(of(Quantity.Limit.fall(0, 0.03), i -> 1000 - i).flat()).isFalse();
        assertThat(of(Quantity.Limit.fall(0, 0.03), i -> 1000 + i).flat()).isTrue();
    }

    @Test
    void shouldNotJudgeWhatIsOnlyDrawn() {
        assertThat(of(Quantity.Limit.none(), i -> i)).matches(verdict -> verdict.flat() && !verdict.judged());
    }

    @Test
    void shouldNotJudgeAFewValues() {
        Quantity quantity = new Quantity("made up", "MiB", Quantity.Limit.rise(0, 0));
        for (int i = 0; i < 9; i++) {
            quantity.add(i, i);
        }

        assertThat(Verdict.of(quantity)).matches(verdict -> verdict.flat() && !verdict.judged());
    }

    @Test
    void shouldNotJudgeNothing() {
        Quantity quantity = new Quantity("made up", "MiB", Quantity.Limit.rise(0, 0));

        assertThat(Verdict.of(quantity)).isEqualTo(new Verdict(false, true, 0, 0, 0));
    }
}
