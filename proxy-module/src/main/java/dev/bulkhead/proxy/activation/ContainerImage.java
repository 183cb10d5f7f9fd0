package dev.bulkhead.proxy.activation;

import java.nio.file.Path;

/** Where things are in the image of a module host. */
public final class ContainerImage {
    /** The folder of everything that is Bulkhead's. */
    public static final String HOME = "/bulkhead";
    /** The host and the jars it needs. */
    public static final String LIB = HOME + "/lib";
    /** The Java of an image that was made without a registry. */
    public static final String JRE = HOME + "/jre";

    /** Modules that were put into the image. */
    public static final String MODULES = HOME + "/modules";

    /** Mounted: the host's file, and the sockets of the tunnel to the gateway. */
    static final String RUN = HOME + "/run";
    /** Mounted: the module. */
    static final String MODULE = HOME + "/module";

    private ContainerImage() {}

    /** {@return where a container sees a module} */
    public static Path placeOf(Path module, boolean inImage) {
        return Path.of(inImage ? MODULES : MODULE).resolve(module.getFileName());
    }

    /** {@return the name of the image that {@code bulkhead image} makes} */
    public static String defaultName() {
        String version = ContainerImage.class.getPackage().getImplementationVersion();
        return "bulkhead-module-host:" + (version == null ? "latest" : version);
    }
}
