package dev.bulkhead.systemtests;

import java.nio.file.Path;

/** Units as docs/activations.md tells an administrator to write them. */
final class ExistingUnits {
    private ExistingUnits() {}

    /**
     * {@return a unit that runs a module's host}
     *
     * @param folder where the gateway's configuration is
     */
    static String text(Path folder, String module) {
        return """
                [Unit]
                Description=host of %s

                [Service]
                Type=notify
                NotifyAccess=all
                ExecStart=%s host %s
                WatchdogSec=1min
                """.formatted(
                module, BulkheadProcess.ROOT.resolve("bulkhead"), folder.resolve("data/hosts/" + module + ".json"));
    }
}
