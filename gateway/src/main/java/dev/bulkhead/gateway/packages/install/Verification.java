package dev.bulkhead.gateway.packages.install;

import dev.bulkhead.packages.FoundPackage;
import dev.bulkhead.packages.Installed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares the files of a package with what was installed. */
final class Verification {
    private Verification() {}

    static List<String> differences(FoundPackage found) throws IOException {
        Installed installed = found.installed();
        if (installed == null) {
            return List.of(found.place() + ": it was not installed, so nobody knows what it should be");
        }
        List<String> differences = new ArrayList<>();
        Map<String, String> present = new TreeMap<>(Sums.ofAll(found.place()));
        installed.sha256().forEach((file, sum) -> {
            String now = present.remove(file);
            if (now == null) {
                differences.add(found.place().resolve(file) + ": it is not there any more");
            } else if (!now.equals(sum)) {
                differences.add(found.place().resolve(file) + ": its SHA-256 is " + now + ", installed was " + sum);
            }
        });
        present.keySet().forEach(file -> differences.add(found.place().resolve(file) + ": it was not installed"));
        return differences;
    }
}
