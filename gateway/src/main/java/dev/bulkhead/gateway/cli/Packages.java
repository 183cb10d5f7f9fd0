package dev.bulkhead.gateway.cli;

import dev.bulkhead.gateway.config.PackageUse;
import dev.bulkhead.gateway.packages.PackagesHere;
import dev.bulkhead.gateway.packages.install.Installer;
import dev.bulkhead.gateway.packages.install.Progress;
import dev.bulkhead.gateway.packages.install.PublicKey;
import dev.bulkhead.gateway.packages.install.TrustedKeys;
import dev.bulkhead.packages.FoundPackage;
import dev.bulkhead.packages.PackageException;
import dev.bulkhead.packages.PackageName;
import dev.bulkhead.packages.PackageShelf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.semver4j.range.RangeListFactory;

/** The packages of a configuration, and who uses them. For one thread. */
final class Packages {
    private final PackageUse use;
    private final PackageShelf shelf;
    private final Supplier<RunningPackages> running;
    private @Nullable RunningPackages asked;

    Packages(PackageUse use) {
        this(use, () -> RunningPackages.NONE);
    }

    /**
     * Looks through the folders.
     *
     * @param running asks the running gateway, when that matters first
     */
    Packages(PackageUse use, Supplier<RunningPackages> running) {
        this.use = use;
        this.running = running;
        shelf = PackagesHere.shelf(use.modules(), TrustedKeys.of(use.keys(), use.folder()));
    }

    PackageShelf shelf() {
        return shelf;
    }

    Installer installer(Progress progress) throws BadInputException {
        if (use.modules().isEmpty()) {
            throw new BadInputException("gateway.modules is empty, so there is no folder to install into");
        }
        return new Installer(use.modules(), progress);
    }

    /** {@return the keys of which one must have signed a package} */
    List<PublicKey> keys() throws PackageException {
        List<PublicKey> keys = new ArrayList<>();
        for (String word : use.keys()) {
            keys.add(PublicKey.of(word, use.folder()));
        }
        return keys;
    }

    /** {@return the modules of the configuration that get their type from a package} */
    List<String> usedBy(FoundPackage found) {
        return use.uses().stream()
                .filter(each -> found.equals(chosen(each)))
                .map(PackageUse.Use::module)
                .toList();
    }

    /** {@return the modules of the running gateway that are from a package} */
    List<String> runFrom(FoundPackage found) {
        RunningPackages present = asked;
        if (present == null) {
            present = running.get();
            asked = present;
        }
        return present.usedBy(found);
    }

    /** {@return who uses a package, by the file and in the running gateway, in words; empty if nobody does} */
    String users(FoundPackage found) {
        List<String> byFile = usedBy(found);
        List<String> users = new ArrayList<>(byFile);
        runFrom(found).stream()
                .filter(module -> !byFile.contains(module))
                .map(module -> module + " (in the running gateway)")
                .forEach(users::add);
        return String.join(", ", users);
    }

    private @Nullable FoundPackage chosen(PackageUse.Use each) {
        try {
            String version = each.version();
            return shelf.find(PackageName.of(each.type()), version == null ? null : RangeListFactory.create(version));
        } catch (PackageException | IllegalArgumentException e) {
            // Nobody uses what cannot be told.
            return null;
        }
    }

    /**
     * {@return the packages that NAME or NAME@VERSION means, the newest first}
     *
     * @throws BadInputException if it can mean none
     * @throws PackageException if there is none
     */
    List<FoundPackage> named(String word) throws BadInputException, PackageException {
        int at = word.indexOf('@');
        Semver version = at < 0 ? null : Semver.parse(word.substring(at + 1));
        if (at >= 0 && version == null) {
            throw new BadInputException("\"" + word.substring(at + 1) + "\" is no version; expected is one like 1.0.0");
        }
        PackageName name;
        try {
            name = PackageName.of(at < 0 ? word : word.substring(0, at));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()));
        }
        List<FoundPackage> found = shelf.named(name, version);
        if (found.isEmpty()) {
            String there = shelf.packages().stream().map(FoundPackage::id).collect(Collectors.joining(", "));
            throw new PackageException("there is no package " + word + " in " + shelf.places()
                    + (there.isEmpty() ? "" : "; there is " + there));
        }
        return found;
    }

    /**
     * {@return the one package that NAME or NAME@VERSION means}
     *
     * @throws BadInputException if it means several
     */
    FoundPackage one(String word) throws BadInputException, PackageException {
        List<FoundPackage> found = named(word);
        if (found.size() > 1) {
            throw new BadInputException("there are several of the name " + word + ": "
                    + found.stream()
                            .map(each -> each.id() + " in " + each.place())
                            .collect(Collectors.joining(", "))
                    + "; name one with its version, or remove a jar by hand");
        }
        return found.get(0);
    }
}
