package dev.bulkhead.systemtests;

import dev.bulkhead.testkit.activation.ActivationContract;

class InProcessContractTest extends ActivationContract {
    @Override
    protected String activation() {
        return "\"in-process\"";
    }
}
