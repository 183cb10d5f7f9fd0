package dev.bulkhead.gateway.config;

import dev.bulkhead.wire.zmq.Urls;
import org.jspecify.annotations.Nullable;

/** Reads the activation of a module whose host others start, perhaps on another machine. */
final class ExternalReader {
    private final ObjectReader keys;

    ExternalReader(ObjectReader keys) {
        this.keys = keys;
    }

    ActivationConfig.External read(HostSettings host) {
        String hostKey = keys.textOrNull("hostKey");
        boolean insecure = keys.has("security");
        if (hostKey != null && insecure) {
            keys.refuse("security", "with a hostKey everything is encrypted; leave \"security\" out");
        } else if (hostKey == null && !insecure) {
            requireLoopback("listen", host.listen());
            requireLoopback("remote", host.remote());
        }
        requireThatTheyFindEachOther(host);
        return new ActivationConfig.External(host, hostKey, insecure);
    }

    private void requireLoopback(String key, @Nullable String url) {
        if (url != null && !Urls.isLoopback(url)) {
            keys.refuse(
                    key,
                    "\"" + keys.written(key)
                            + "\" is beyond loopback, where others could read and forge what is said; set \"hostKey\" (./bulkhead "
                            + "keys makes one), or \"security\": \"" + Keys.INSECURE + "\"");
        }
    }

    private void requireThatTheyFindEachOther(HostSettings host) {
        if (Urls.isEveryAddress(host.listen())) {
            keys.refuse(
                    "listen",
                    "no host can connect to \"" + keys.written("listen")
                            + "\"; name the address of this machine that the host can reach");
        } else if (!Urls.isLoopback(host.listen()) && !keys.isWritten("remote")) {
            keys.refuse(
                    "listen",
                    "the key \"remote\" is missing: where a host on another machine listens, such as "
                            + "\"tcp://192.168.1.20:5702\"");
        }
    }
}
