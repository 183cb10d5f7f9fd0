package dev.bulkhead.gateway.lifecycle;

import org.slf4j.MDC;

/** Logs under the name of a module, as its own thread does in this process. */
final class ModuleLog {
    private static final String KEY = "module";

    private ModuleLog() {}

    static void under(String module, Runnable log) {
        MDC.put(KEY, module);
        try {
            log.run();
        } finally {
            MDC.remove(KEY);
        }
    }
}
