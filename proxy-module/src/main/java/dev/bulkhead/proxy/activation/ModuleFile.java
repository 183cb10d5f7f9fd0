package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a host finds what it must know about one module: a file of its own, or a part of one. */
interface ModuleFile {
    /** {@return the file} */
    Path path();

    /** {@return the name of the host} */
    default String host() {
        String file = path().getFileName().toString();
        return file.substring(0, file.length() - ".json".length());
    }

    /** {@return a text of this module as it is now; empty if there is no file or no such text} */
    Optional<String> read(String key);

    /** Writes what concerns this module, or replaces it. */
    void write(HostEntry module) throws IOException;

    /** {@return whether a host can be started with the file as it is now} */
    boolean isComplete();

    /** {@return the URL that the gateway listened on when it wrote the file, if any port will do and it still fits; else as given} */
    default String formerUrl(String configured) {
        String anyPort = ":*";
        if (!configured.endsWith(anyPort)) {
            return configured;
        }
        String sameHost = configured.substring(0, configured.length() - anyPort.length() + 1);
        return read("remote").filter(url -> url.startsWith(sameHost)).orElse(configured);
    }
}
