package dev.bulkhead.systemtests;

import dev.bulkhead.testkit.activation.ActivationContract;

class ForkContractTest extends ActivationContract {
    @Override
    protected String activation() {
        return "\"fork\"";
    }
}
