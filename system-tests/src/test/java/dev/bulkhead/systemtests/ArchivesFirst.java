package dev.bulkhead.systemtests;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Has the archives of classes made before any test, as {@code script/build} does: else every gateway that a test starts would begin
 * to make them, at the lowest priority, and be ended long before they are done.
 */
public final class ArchivesFirst implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String root = System.getProperty("bulkhead.root");
        if (root == null) {
            // Maven only looks for the tests.
            return;
        }
        Path launcher = Path.of(root, "bulkhead");
        try {
            int unused = new ProcessBuilder(launcher.toString(), "archive", "--if-missing")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + launcher, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
