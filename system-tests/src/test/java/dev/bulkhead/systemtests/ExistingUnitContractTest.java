package dev.bulkhead.systemtests;

import dev.bulkhead.testkit.activation.ActivationContract;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("systemd")
@ExtendWith(SystemdHere.class)
class ExistingUnitContractTest extends ActivationContract {
    @Override
    protected String activation() {
        try {
            SystemdHere.writeUnit("contract-probe.service", ExistingUnits.text(folder(), "probe"));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return "{ \"type\": \"service\", \"unit\": \"contract-probe.service\" }";
    }
}
