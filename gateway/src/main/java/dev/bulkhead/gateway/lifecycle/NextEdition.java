package dev.bulkhead.gateway.lifecycle;

import dev.bulkhead.gateway.config.GatewayConfig;
import dev.bulkhead.gateway.config.ModuleConfig;
import dev.bulkhead.gateway.config.ModuleType;

/**
 * What a module is to be swapped for: its type, from another version of the package.
 *
 * @param config its configuration
 * @param text the text of the whole configuration that says so
 */
record NextEdition(ModuleConfig config, String text) {
    /**
     * Finds out.
     *
     * @param packageId name and version of the package, such as {@code acme/vibration@1.1.0}, which is in a folder of modules
     * @throws RefusedException if the module does not come from that package, or its configuration does not fit to it
     */
    static NextEdition of(RunningConfig running, GatewayConfig now, ModuleConfig present, String packageId)
            throws RefusedException {
        ModuleType type = present.type();
        if (type == null) {
            throw refused(
                    present,
                    "it names a class, and no type that a package offers: write \"type\" in its configuration, apply it,"
                            + " and swap it then");
        }
        int at = packageId.lastIndexOf('@');
        if (at < 0) {
            throw refused(
                    present,
                    "\"" + packageId + "\" is no package; expected is one like " + type.packageName() + "@1.1.0");
        }
        if (!packageId.substring(0, at).equals(type.packageName())) {
            throw refused(
                    present,
                    "its type " + type.name() + " comes from the package " + type.packageName() + ", not from "
                            + packageId.substring(0, at));
        }
        String version = packageId.substring(at + 1);
        if (version.equals(type.version())) {
            throw refused(present, "it runs " + packageId + " already");
        }
        RunningConfig.Written next = running.withVersion(now, present.name(), version);
        return new NextEdition(
                next.config().modules().stream()
                        .filter(module -> module.name().equals(present.name()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("the text still has the module")),
                next.text());
    }

    private static RefusedException refused(ModuleConfig module, String why) {
        return new RefusedException(ControlError.BAD_REQUEST, module.name() + ": " + why);
    }
}
