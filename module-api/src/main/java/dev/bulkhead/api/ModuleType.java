package dev.bulkhead.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a {@link Module} class a type that a package offers: {@code gateway.json} names the type, not the class. Bulkhead's annotation
 * processor writes all types of a project into the descriptor of its package, with a schema of their arguments; the first sentence of
 * the class's Javadoc becomes the description of the type, and the {@code @param} of the record those of the arguments.
 *
 * @since 1.2
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ModuleType {
    /**
     * {@return the name, such as {@code acme/vibration}: two parts, each of lower-case letters, digits, dots and hyphens, beginning
     * with a letter or digit}
     */
    String value();

    /** {@return the record to which the module binds its arguments; {@code Void} if it takes none} */
    Class<?> args() default Void.class;
}
