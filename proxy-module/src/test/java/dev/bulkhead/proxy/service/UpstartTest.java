package dev.bulkhead.proxy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Against what Upstart 1.12 answers. Upstart itself is not run here. */
class UpstartTest {
    private final RecordedCommands commands = new RecordedCommands();
    private final PolledServices upstart = new PolledServices(new Upstart(), commands, Duration.ZERO);

    @Test
    void shouldStartAJobAndNoticeItsEnd() throws IOException {
        commands.then("initctl start valve", 0, "valve start/running, process 5110\n")
                .then("initctl status valve", 0, "valve start/running, process 5110\n")
                .then("initctl status valve", 0, "valve stop/waiting\n");
        assertThat(upstart.run("valve")).isEqualTo(new ServiceEnd(false, "the service valve has ended: stop/waiting"));
        commands.assertAllAsked();
    }

    @Test
    void shouldTakeAJobThatRunsAlready() throws IOException {
        commands.then("initctl start valve", 1, "initctl: Job is already running: valve\n")
                .then("initctl status valve", 0, "valve stop/waiting\n");
        assertThat(upstart.run("valve").text()).contains("stop/waiting");
    }

    @Test
    void shouldWaitForAJobThatUpstartStartsAgain() throws IOException {
        commands.then("initctl start valve", 0, "valve start/running, process 5110\n")
                .then("initctl status valve", 0, "valve start/post-stop, process 5112\n")
                .then("initctl status valve", 0, "valve start/spawned, process 5113\n")
                .then("initctl status valve", 0, "valve stop/killed, process 5113\n");
        assertThat(upstart.run("valve").text()).endsWith("stop/killed");
        commands.assertAllAsked();
    }

    @Test
    void shouldReportAJobThatIsNotThere() {
        commands.then("initctl start valve", 1, "initctl: Unknown job: valve\n");
        assertThatThrownBy(() -> upstart.run("valve"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Upstart did not start the service valve (unit), exit status 1: initctl: Unknown job: valve");
    }

    @Test
    void shouldStopAJobThatRunsOrNot() throws IOException {
        commands.then("initctl stop valve", 0, "valve stop/waiting\n")
                .then("initctl stop valve", 1, "initctl: Unknown instance: \n");
        upstart.stop("valve");
        upstart.stop("valve");
        commands.assertAllAsked();
    }

    @Test
    void shouldSayHowAJobIs() {
        commands.then("initctl status valve", 0, "valve start/running, process 5110\n")
                .then("initctl status valve", 1, "initctl: Unknown job: valve\n");
        assertThat(upstart.describe("valve")).isEqualTo("the service valve is start/running");
        assertThat(upstart.describe("valve"))
                .isEqualTo("Upstart does not tell how the service valve is: initctl: Unknown job: valve");
    }
}
