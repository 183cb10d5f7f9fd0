package dev.bulkhead.proxy.activation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a forked host is where it is not the gateway's user.
 *
 * @param user a name or a number; null for the gateway's
 * @param group a name or a number; null for the user's
 */
record Identity(@Nullable String user, @Nullable String group) {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /**
     * {@return the command that makes whoever runs the one behind it into this user}
     *
     * @throws IOException if there is no such user
     */
    List<String> command() throws IOException {
        List<String> command = new ArrayList<>(List.of("setpriv", "--no-new-privs"));
        if (user != null) {
            command.addAll(ofUser(user));
        } else if (group != null) {
            command.addAll(List.of("--regid", group, "--clear-groups"));
        }
        return command;
    }

    private List<String> ofUser(String name) throws IOException {
        ShortCommand id = ShortCommand.run(List.of("id", "-g", "--", name), LIMIT);
        if (id.succeeded()) {
            return List.of("--reuid", name, "--init-groups", "--regid", group == null ? id.output() : group);
        }
        if (!name.matches("[0-9]+")) {
            throw new IOException("the host is to run as user \"" + name + "\": " + id.complaint());
        }
        // A number that no name belongs to is good for a host that nothing else shall share a user with.
        return List.of("--reuid", name, "--clear-groups", "--regid", group == null ? name : group);
    }

    /** {@return who that is, for people} */
    @Override
    public String toString() {
        String theUser = user == null ? "" : "user \"" + user + "\"";
        String theGroup = group == null ? "" : "group \"" + group + "\"";
        return theUser + (theUser.isEmpty() || theGroup.isEmpty() ? "" : " and ") + theGroup;
    }
}
