package dev.bulkhead.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Records in a module's class which API it was compiled for. Written as {@code @BuiltFor(Api.VERSION)}, the compiler puts
 * the number in, so it is always true. A module with the annotation is refused with both versions when the gateway is too
 * old for it; a module without it is loaded as it is.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface BuiltFor {
    /** {@return a semantic version, such as {@code 1.0.0}} */
    String value();
}
