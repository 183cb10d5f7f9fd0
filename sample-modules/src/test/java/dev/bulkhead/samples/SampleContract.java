package dev.bulkhead.samples;

import dev.bulkhead.api.Message;
import dev.bulkhead.api.Module;
import dev.bulkhead.testkit.ModuleContract;
import dev.bulkhead.testkit.Subject;
import java.util.Map;

/** What the contracts of all samples have in common. */
abstract class SampleContract extends ModuleContract {
    private final Class<? extends Module> type;

    SampleContract(Class<? extends Module> type) {
        this.type = type;
    }

    @Override
    protected final Subject subject() throws Exception {
        return Subject.of(type);
    }

    static Message cpu(String value) {
        return Message.of(Map.of("kind", "cpu"), value);
    }

    /** {@return JSON text with this path in it, where %s is} */
    static String json(String form, Object path) {
        return form.formatted(path.toString().replace("\\", "\\\\"));
    }
}
