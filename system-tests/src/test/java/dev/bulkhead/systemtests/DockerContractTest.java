package dev.bulkhead.systemtests;

import dev.bulkhead.testkit.activation.ActivationContract;
import org.junit.jupiter.api.BeforeAll;

/** In containers of a real Docker, with all walls up and no network. */
class DockerContractTest extends ActivationContract {
    private static DockerDaemon docker;

    @BeforeAll
    static void startDocker() throws Exception {
        docker = DockerDaemon.shared();
    }

    @Override
    protected String activation() {
        return docker.activation("");
    }
}
