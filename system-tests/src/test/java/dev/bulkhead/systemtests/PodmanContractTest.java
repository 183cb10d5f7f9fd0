package dev.bulkhead.systemtests;

import dev.bulkhead.testkit.activation.ActivationContract;
import org.junit.jupiter.api.BeforeAll;

/** In containers of a real podman, with all walls up and no network. */
class PodmanContractTest extends ActivationContract {
    private static Podman podman;

    @BeforeAll
    static void preparePodman() throws Exception {
        podman = Podman.shared();
    }

    @Override
    protected String activation() {
        return podman.activation("");
    }
}
