package dev.bulkhead.systemtests;

import dev.bulkhead.testkit.activation.ActivationContract;
import dev.bulkhead.testkit.activation.probe.Echo;

/** The module under test has a neighbour in its process. */
class SharedHostContractTest extends ActivationContract {
    @Override
    protected String activation() {
        return "\"fork\"";
    }

    @Override
    protected String moreKeys() {
        return ", \"host\": \"house\"";
    }

    @Override
    protected String neighbours() {
        return """
               , { "name": "neighbour", "class": "%s", "activation": "fork", "host": "house" }""".formatted(Echo.class.getName());
    }
}
