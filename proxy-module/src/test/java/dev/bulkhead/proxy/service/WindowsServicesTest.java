package dev.bulkhead.proxy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Against what the sc of Windows 10 answers. Windows itself is not run here. */
class WindowsServicesTest {
    private static final String RUNNING = """

            SERVICE_NAME: valve
                    TYPE               : 10  WIN32_OWN_PROCESS
                    STATE              : 4  RUNNING
                                            (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)
                    WIN32_EXIT_CODE    : 0  (0x0)
                    SERVICE_EXIT_CODE  : 0  (0x0)
                    CHECKPOINT         : 0x0
                    WAIT_HINT          : 0x0
                    PID                : 4384
                    FLAGS              :
            """;
    private static final String STARTING = RUNNING.replace("4  RUNNING", "2  START_PENDING");
    private static final String STOPPED = RUNNING.replace("4  RUNNING", "1  STOPPED")
            .replace("PID                : 4384", "PID                : 0")
            .replace("WIN32_EXIT_CODE    : 0  (0x0)", "WIN32_EXIT_CODE    : 1067  (0x42b)");
    private static final String NOT_THERE = """
            [SC] EnumQueryServicesStatus:OpenService FAILED 1060:

            The specified service does not exist as an installed service.
            """;

    private final RecordedCommands commands = new RecordedCommands();
    private final PolledServices windows = new PolledServices(new WindowsServices(), commands, Duration.ZERO);

    @Test
    void shouldStartAServiceAndNoticeItsEnd() throws IOException {
        commands.then("sc.exe start valve", 0, STARTING)
                .then("sc.exe queryex valve", 0, STARTING)
                .then("sc.exe queryex valve", 0, RUNNING)
                .then("sc.exe queryex valve", 0, STOPPED);
        assertThat(windows.run("valve"))
                .isEqualTo(new ServiceEnd(false, "the service valve has ended: STOPPED, exit code 1067"));
        commands.assertAllAsked();
    }

    @Test
    void shouldTakeAServiceThatRunsAlready() throws IOException {
        commands.then(
                        "sc.exe start valve",
                        1056,
                        "[SC] StartService FAILED 1056:\r\n\r\nAn instance of the service is already running.\r\n")
                .then("sc.exe queryex valve", 0, STOPPED);
        assertThat(windows.run("valve").text()).contains("STOPPED");
    }

    @Test
    void shouldReportAServiceThatIsNotThere() {
        commands.then("sc.exe start valve", 1060, NOT_THERE);
        assertThatThrownBy(() -> windows.run("valve"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Windows did not start the service valve (unit), exit status 1060")
                .hasMessageContaining("The specified service does not exist as an installed service.");
    }

    @Test
    void shouldStopAServiceThatRunsOrNot() throws IOException {
        commands.then("sc.exe stop valve", 0, RUNNING.replace("4  RUNNING", "3  STOP_PENDING"))
                .then("sc.exe stop valve", 1062, "[SC] ControlService FAILED 1062:\r\n");
        windows.stop("valve");
        windows.stop("valve");
        commands.assertAllAsked();
    }

    @Test
    void shouldReadTheStateWhateverTheLanguage() {
        commands.then(
                "sc.exe queryex valve", 0, RUNNING.replace("STATE ", "STATUS").replace("TYPE", "TYP "));
        assertThat(windows.describe("valve")).isEqualTo("the service valve is RUNNING");
    }

    @Test
    void shouldKnowTheProcessOfAServiceThatRunsOnly() {
        WindowsServices sc = new WindowsServices();
        assertThat(sc.state(new Commands.Answer(0, RUNNING)).orElseThrow().pid())
                .hasValue(4384);
        assertThat(sc.state(new Commands.Answer(0, STOPPED)).orElseThrow().pid())
                .isEmpty();
        assertThat(sc.state(new Commands.Answer(1060, NOT_THERE))).isEmpty();
    }
}
