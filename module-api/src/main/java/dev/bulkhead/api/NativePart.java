package dev.bulkhead.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a folder of the package with native libraries for one kind of machine. {@code System.loadLibrary} of the module finds what is in
 * the folder for the machine that it runs on; the others are not even installed.
 *
 * @since 1.2
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(NativePart.Parts.class)
public @interface NativePart {
    /** {@return the operating system: {@code linux}, {@code windows} or {@code macos}} */
    String os();

    /** {@return the architecture: {@code amd64}, {@code arm64}, {@code arm} or {@code riscv64}} */
    String arch();

    /** {@return the folder, as a path in the package, such as {@code native/linux-arm64}} */
    String path();

    /** Several of them. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Parts {
        /** {@return all of them} */
        NativePart[] value();
    }
}
