package dev.bulkhead.systemtests;

import dev.bulkhead.testkit.activation.ActivationContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("systemd")
@ExtendWith(SystemdHere.class)
class TransientUnitContractTest extends ActivationContract {
    @Override
    protected String activation() {
        return "\"service\"";
    }
}
