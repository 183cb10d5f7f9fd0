package dev.bulkhead.systemtests;

import dev.bulkhead.api.Module;

class InProcessRestTest extends RestContract {
    @Override
    Module module(Class<? extends Module> type, String argsJson) throws Exception {
        return type.getConstructor().newInstance();
    }
}
