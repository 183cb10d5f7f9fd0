package dev.bulkhead.testkit.gateway;

import dev.bulkhead.gateway.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Bulkhead as it lies on the class path of a test, so that a test can start module hosts wherever Maven has put the jars. */
public final class TestInstallation {
    private static final String HOST = "dev.bulkhead.host.ModuleHost";
    /** One class of each jar that a host has, in the order of its class path. */
    private static final List<String> PARTS = List.of(
            HOST,
            "dev.bulkhead.api.Module",
            "dev.bulkhead.broker.Broker",
            "org.jctools.queues.MpscArrayQueue",
            "org.jctools.queues.varhandle.MpscVarHandleArrayQueue",
            "dev.bulkhead.wire.message.FrameDecoder",
            "org.zeromq.ZMQ",
            "com.neilalexander.jnacl.NaCl",
            "org.slf4j.Logger",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.annotation.JsonInclude",
            "com.fasterxml.jackson.core.JsonFactory");

    private TestInstallation() {}

    /**
     * {@return the installation}
     *
     * @throws IOException if a part of the host is not on the class path
     */
    public static Installation find() throws IOException {
        Set<Path> parts = new LinkedHashSet<>();
        for (String part : PARTS) {
            try {
                parts.add(PathingJar.placeOf(Class.forName(part, false, TestInstallation.class.getClassLoader())));
            } catch (ClassNotFoundException e) {
                throw new IOException("the class path of the test has no " + part + ", which a module host needs", e);
            }
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new Installation(java, PathingJar.write(parts, HOST), null, "bulkhead");
    }
}
