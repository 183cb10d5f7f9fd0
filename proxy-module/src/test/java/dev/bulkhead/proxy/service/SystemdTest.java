package dev.bulkhead.proxy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Against what systemd 252 answered. */
class SystemdTest {
    private static final String LOADED = "systemctl show --property=LoadState,LoadError valve.service";
    private static final String START = "systemctl start --wait valve.service";
    private static final String ENDED =
            "systemctl show --property=Result,ExecMainCode,ExecMainStatus,ActiveState valve.service";

    private final RecordedCommands commands = new RecordedCommands();
    private final Systemd systemd = new Systemd(commands, false);

    private ServiceEnd endOf(String result, int code, int status) throws IOException {
        commands.then(LOADED, 0, "LoadState=loaded\n")
                .then(START, result.equals("success") ? 0 : 1, "")
                .then(
                        ENDED,
                        0,
                        "Result=" + result + "\nExecMainCode=" + code + "\nExecMainStatus=" + status
                                + "\nActiveState=failed\n");
        return systemd.run("valve.service");
    }

    @Test
    void shouldSayHowAUnitEnded() throws IOException {
        assertThat(endOf("signal", 2, 9))
                .isEqualTo(new ServiceEnd(false, "the host was ended by signal 9 (unit valve.service)"));
        assertThat(endOf("success", 1, 0).text()).isEqualTo("the host exited with status 0 (unit valve.service)");
        assertThat(endOf("exit-code", 1, 143).text())
                .isEqualTo("the host exited with status 143: somebody stopped it (unit valve.service)");
        assertThat(endOf("core-dump", 3, 11).text()).contains("was ended by signal 11");
        assertThat(endOf("watchdog", 2, 9).text()).contains("did not feed systemd's watchdog");
        assertThat(endOf("exit-code", 1, 217).text()).contains("could not take the user; \"user\" must exist");
    }

    @Test
    void shouldTellAUnitThatTookTooMuchMemory() throws IOException {
        ServiceEnd end = endOf("oom-kill", 2, 9);
        assertThat(end.outOfMemory()).isTrue();
        assertThat(end.text()).contains("took more memory than it may");
    }

    @Test
    void shouldReportAUnitThatIsNotThere() {
        commands.then(
                LOADED,
                0,
                "LoadState=not-found\nLoadError=org.freedesktop.systemd1.NoSuchUnit \"Unit valve.service not found.\"\n");
        assertThatThrownBy(() -> systemd.run("valve.service"))
                .hasMessage(
                        "systemd cannot load the unit valve.service (not-found); write one, or leave \"unit\" out for "
                                + "one that is made while it is needed");
    }

    @Test
    void shouldSayWhatToDoWhereItMayNotStartAUnit() {
        commands.then(LOADED, 0, "LoadState=loaded\n")
                .then(START, 4, "Failed to start valve.service: Interactive authentication required.\n")
                .then(ENDED, 0, "Result=success\nExecMainCode=0\nExecMainStatus=0\nActiveState=inactive\n");
        assertThatThrownBy(() -> systemd.run("valve.service"))
                .hasMessageContaining("Interactive authentication required.")
                .hasMessageContaining("polkit");
    }

    @Test
    void shouldSayWhatToDoWhereThereIsNoSystemd() {
        commands.then(LOADED, 1, """
                System has not been booted with systemd as init system (PID 1). Can't operate.
                Failed to connect to bus: Host is down
                """);
        assertThatThrownBy(() -> systemd.run("valve.service"))
                .hasMessageContaining("take \"activation\": \"fork\" here");
    }

    @Test
    void shouldStopAUnitThatRunsOrNot() throws IOException {
        commands.then("systemctl stop --no-block valve.service", 0, "")
                .then(
                        "systemctl stop --no-block valve.service",
                        5,
                        "Failed to stop valve.service: Unit valve.service not loaded.\n");
        systemd.stop("valve.service");
        systemd.stop("valve.service");
        commands.assertAllAsked();
    }

    @Test
    void shouldKillAUnitAndKeepItFromStartingAgain() throws IOException {
        commands.then("systemctl kill --signal=SIGKILL valve.service", 0, "")
                .then("systemctl stop --no-block valve.service", 0, "");
        systemd.kill("valve.service");
        commands.assertAllAsked();
    }

    @Test
    void shouldAskTheUsersOwnManager() throws IOException {
        commands.then("systemctl --user stop --no-block valve.service", 0, "");
        new Systemd(commands, true).stop("valve.service");
        commands.assertAllAsked();
    }
}
