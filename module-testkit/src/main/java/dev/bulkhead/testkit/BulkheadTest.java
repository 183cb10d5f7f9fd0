package dev.bulkhead.testkit;

import dev.bulkhead.api.Module;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes a JUnit class test a module in simulated surroundings. Each test method that has a parameter of type {@link ModuleUnderTest}
 * gets a module of its own, which is stopped after the test.
 *
 * <pre>{@code
 * @BulkheadTest(Smoothing.class)
 * class SmoothingTest {
 *     @Test
 *     void shouldFollowSlowly(ModuleUnderTest smoothing) throws Exception {
 *         smoothing.args("{ \"weight\": 0.5 }").start();
 *         smoothing.send(Message.of(Map.of("kind", "cpu"), "1"), Message.of(Map.of("kind", "cpu"), "0"));
 *         assertThat(smoothing.published()).extracting(Message::text).containsExactly("1.000", "0.500");
 *     }
 * }
 * }</pre>
 *
 * <p>A test fails when {@code receive} has thrown and the test has not asked for {@link ModuleUnderTest#failures}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(BulkheadExtension.class)
public @interface BulkheadTest {
    /** {@return the class of the module; it may be any, where each test says what it is {@link ModuleUnderTest#madeBy}} */
    Class<? extends Module> value();
}
