package dev.bulkhead.gateway.config;

import java.util.List;
import java.util.stream.Stream;

/** Reads the activation {@code service}. */
final class ServiceReader {
    private static final String DYNAMIC = "dynamic";

    private final ObjectReader keys;
    private final ActivationReader common;

    /** Prepares to read; the other reader has what all activations share. */
    ServiceReader(ObjectReader keys, ActivationReader common) {
        this.keys = keys;
        this.common = common;
    }

    ActivationConfig read() {
        requireSystemd();
        return keys.isWritten("unit") ? existing() : transientUnit();
    }

    private void requireSystemd() {
        boolean systemd = keys.text("manager").equals(Keys.SYSTEMD);
        if (!systemd && !keys.isWritten("unit")) {
            keys.refuse(
                    "manager",
                    "with \"" + keys.written("manager")
                            + "\" the key \"unit\" must name a service; only systemd can make one for a host");
        }
        if (!systemd && keys.isWritten("scope")) {
            keys.refuse("scope", "\"scope\" is for systemd only");
        }
    }

    private ActivationConfig existing() {
        Stream.of(Keys.SANDBOX_KEYS, Keys.LIMIT_KEYS, Keys.JVM_KEYS)
                .flatMap(List::stream)
                .map(KeySpec::name)
                .filter(keys::isWritten)
                .forEach(key -> keys.refuse(
                        key,
                        "\"" + key + "\" does not go with \"unit\": what the service \"" + keys.written("unit")
                                + "\" runs and may do, it says itself"));
        return new ActivationConfig.Service(common.host(keys), keys.text("manager"), keys.text("unit"), scope());
    }

    private ActivationConfig transientUnit() {
        requireOpenUser("readOnly", "false");
        requireOpenUser("privateTmp", "false");
        requireOpenUser("newPrivileges", "true");
        if (scope() == ServiceScope.USER && keys.isWritten("user")) {
            keys.refuse("user", "in the scope \"user\" the host has the gateway's user; leave one of the two out");
        }
        return new ActivationConfig.TransientUnit(
                common.host(keys),
                common.executable(keys, "hostPath"),
                common.jvm(keys),
                ActivationReader.limits(keys),
                sandbox(),
                scope());
    }

    /** A dynamic user never may; without a word about the user it is not sure that there is another. */
    private void requireOpenUser(String key, String open) {
        boolean dynamic = keys.textOrNull("user") == null || keys.text("user").equals(DYNAMIC);
        if (keys.text(key).equals(open) && dynamic && scope() != ServiceScope.USER) {
            keys.refuse(
                    key,
                    "\"" + key + "\": " + open
                            + " needs the key \"user\" with a user that exists; a dynamic one is always shut in");
        }
    }

    private SandboxSettings sandbox() {
        return new SandboxSettings(
                keys.textOrNull("user"),
                keys.flag("readOnly"),
                keys.flag("privateTmp"),
                keys.flag("newPrivileges"),
                keys.duration("watchdog"),
                properties());
    }

    private List<String> properties() {
        List<String> properties = keys.texts("properties");
        properties.stream()
                .filter(property -> !property.matches("(?s)[A-Za-z]+=.*"))
                .forEach(property ->
                        keys.refuse("properties", "\"" + property + "\" is no property; expected is NAME=VALUE"));
        return properties;
    }

    private ServiceScope scope() {
        String scope = keys.textOrNull("scope");
        if (scope == null) {
            return ServiceScope.BY_USER;
        }
        return scope.equals("user") ? ServiceScope.USER : ServiceScope.SYSTEM;
    }
}
