package dev.bulkhead.systemtests;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import java.util.Map;

/** The least that an IDE does. */
final class Debugger {
    private Debugger() {}

    /** Attaches to a JVM that waits on a port, lets it run, and leaves it. */
    static void attachAndResume(int port) throws Exception {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(candidate -> candidate.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(String.valueOf(port));
        VirtualMachine machine = connector.attach(arguments);
        machine.resume();
        machine.dispose();
    }
}
