package dev.bulkhead.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a component of a module's record of arguments may be. {@link ModuleContext#args} refuses anything else, wherever the
 * module runs; for a module of a package, {@code check} does so before anything starts, with line and column.
 *
 * @since 1.2
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Arg {
    /** {@return whether it must be given} */
    boolean required() default false;

    /** {@return the least number} */
    double min() default Double.NEGATIVE_INFINITY;

    /** {@return the greatest number} */
    double max() default Double.POSITIVE_INFINITY;

    /** {@return a regular expression that the whole text must match; empty for any text} */
    String pattern() default "";
}
