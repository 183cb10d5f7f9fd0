package dev.bulkhead.systemtests;

import org.junit.jupiter.api.BeforeAll;

/** Faults of containers of a real podman. */
class PodmanFaultsTest extends ContainerFaults {
    private static Podman shared;

    @BeforeAll
    static void preparePodman() throws Exception {
        shared = Podman.shared();
    }

    @Override
    TestEngine engine() {
        return shared;
    }
}
