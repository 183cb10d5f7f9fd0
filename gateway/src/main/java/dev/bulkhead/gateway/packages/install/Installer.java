package dev.bulkhead.gateway.packages.install;

import dev.bulkhead.gateway.packages.PackagesHere;
import dev.bulkhead.packages.Descriptor;
import dev.bulkhead.packages.FoundPackage;
import dev.bulkhead.packages.Installed;
import dev.bulkhead.packages.InstalledJson;
import dev.bulkhead.packages.OfferedType;
import dev.bulkhead.packages.PackageException;
import dev.bulkhead.packages.PackageShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Installs packages into a folder of modules. A package is there as a whole or not at all, whatever happens meanwhile: it is made in a
 * hidden folder, and moved to its place at one stroke. Several may install into the same folder at a time; they wait for each other.
 */
public final class Installer {
    private final List<Path> folders;
    private final Clock clock;
    private final Progress progress;

    /**
     * Prepares.
     *
     * @param folders the folders of modules; packages are installed into the first
     * @param progress hears what is done
     */
    public Installer(List<Path> folders, Progress progress) {
        this(folders, progress, Clock.systemUTC());
    }

    Installer(List<Path> folders, Progress progress, Clock clock) {
        if (folders.isEmpty()) {
            throw new IllegalArgumentException("there is no folder to install into; name one in gateway.modules");
        }
        this.folders = List.copyOf(folders);
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Installs a package. May take long, and may run a program that is one.
     *
     * @return the package in its place; also if the very same was there before
     * @throws PackageException if it is refused; nothing is left behind
     * @throws IOException if something cannot be read or written; nothing is left behind
     */
    public FoundPackage install(InstallRequest request) throws PackageException, IOException {
        try (ModulesFolder folder = ModulesFolder.hold(folders.get(0), progress)) {
            Path stage = folder.stage();
            try {
                return new Staging(request, stage, progress, clock).prepare(staged -> putInPlace(staged, folder));
            } catch (PackageException | TooLargeException e) {
                throw new PackageException(
                        "cannot install " + request.source() + ": "
                                + Staging.inWordsOf(request, stage, String.valueOf(e.getMessage())),
                        e);
            } finally {
                Durably.delete(stage);
            }
        }
    }

    private FoundPackage putInPlace(Staging.Staged staged, ModulesFolder folder) throws PackageException, IOException {
        Descriptor descriptor = staged.installed().descriptor();
        String entry = descriptor.name().vendor() + "." + descriptor.name().name() + "-" + descriptor.version();
        Path place = folder.place(entry);
        PackageShelf shelf = PackagesHere.shelf(folders);
        Optional<FoundPackage> same =
                shelf.named(descriptor.name(), descriptor.version()).stream().findFirst();
        if (same.isPresent()) {
            return requireSame(same.get(), staged.installed());
        }
        if (Files.exists(place)) {
            throw new PackageException(place + " is there already, and is no package of this name; move it away");
        }
        requireThatItRuns(descriptor, shelf);
        Files.writeString(staged.folder().resolve(Installed.FILE), InstalledJson.write(staged.installed()));
        progress.step("writing to the disk");
        Durably.sync(staged.folder());
        progress.step("putting it in its place");
        folder.note(new LastAction(LastAction.Kind.INSTALL, descriptor.id(), entry));
        Durably.move(staged.folder(), place);
        progress.step("done");
        return new FoundPackage(descriptor, place, staged.installed());
    }

    private static FoundPackage requireSame(FoundPackage there, Installed fresh) throws PackageException, IOException {
        Installed known = there.installed();
        if (known != null && known.sha256().equals(fresh.sha256())) {
            return fresh.signedBy() == null ? there : signed(there, known, fresh);
        }
        throw new PackageException(there.id() + " is installed already in " + there.place()
                + ", with other files; give this one another version, or remove that one: ./bulkhead modules remove "
                + there.id());
    }

    /** {@return what is there already, after a note of who has signed it} */
    private static FoundPackage signed(FoundPackage there, Installed known, Installed fresh) throws IOException {
        Installed proven = new Installed(
                known.descriptor(), known.source(), known.at(), known.sha256(), fresh.signedBy(), fresh.comment());
        Durably.write(there.place().resolve(Installed.FILE), InstalledJson.write(proven));
        return new FoundPackage(there.descriptor(), there.place(), proven);
    }

    private static void requireThatItRuns(Descriptor descriptor, PackageShelf shelf) throws PackageException {
        Optional<String> problem = PackagesHere.VERSIONS.problem(descriptor);
        if (problem.isPresent()) {
            throw new PackageException(problem.get());
        }
        for (OfferedType type : descriptor.types()) {
            for (FoundPackage other : shelf.packages()) {
                boolean rival = !other.descriptor().name().equals(descriptor.name())
                        && other.descriptor().type(type.name()).isPresent();
                if (rival) {
                    throw new PackageException("the type " + type.name() + " is offered by " + other.id()
                            + " already, so nobody could tell which is meant; remove that one first");
                }
            }
        }
    }

    /**
     * Removes a package, so that {@link #undo} can bring it back until something else is done.
     *
     * @throws PackageException if it lies in none of the folders
     */
    public void remove(FoundPackage unwanted) throws PackageException, IOException {
        Path home = unwanted.place().toAbsolutePath().resolveSibling("").normalize();
        String entry = String.valueOf(unwanted.place().getFileName());
        try (ModulesFolder folder = ModulesFolder.hold(home, progress)) {
            if (!Files.exists(folder.place(entry))) {
                throw new PackageException(unwanted.id() + " is not there any more");
            }
            folder.note(new LastAction(LastAction.Kind.REMOVE, unwanted.id(), entry));
            Durably.move(folder.place(entry), folder.removed(entry));
        }
    }

    /**
     * {@return what {@link #undo} would do; empty if there is nothing that it could}
     */
    public Optional<String> undoes() throws PackageException, IOException {
        try (ModulesFolder folder = ModulesFolder.hold(folders.get(0), progress)) {
            LastAction last = folder.last();
            return last.kind() == LastAction.Kind.INSTALL ? Optional.of(last.id()) : Optional.empty();
        }
    }

    /**
     * Takes back what was installed or removed last in the first folder.
     *
     * @return what was done, in words
     * @throws PackageException if there is nothing to take back
     */
    public String undo() throws PackageException, IOException {
        try (ModulesFolder folder = ModulesFolder.hold(folders.get(0), progress)) {
            LastAction last = folder.last();
            LastAction undone = new LastAction(LastAction.Kind.UNDO, last.id(), last.entry());
            return switch (last.kind()) {
                case NOTHING -> throw new PackageException("nothing was installed or removed yet in " + folders.get(0));
                case UNDO ->
                    throw new PackageException("the last action, which was about " + last.id()
                            + ", is undone already; only one step can be taken back");
                case INSTALL -> {
                    if (!Files.exists(folder.place(last.entry()))) {
                        throw new PackageException(
                                "the installation of " + last.id()
                                        + " did not come to its end, or the package is not there any more; there is nothing to undo");
                    }
                    Path gone = folder.stage().resolve(last.entry());
                    folder.noteUndone(undone);
                    Durably.move(folder.place(last.entry()), gone);
                    Durably.delete(gone.resolveSibling(""));
                    yield last.id() + " is not installed any more";
                }
                case REMOVE -> {
                    if (!Files.exists(folder.removed(last.entry()))) {
                        throw new PackageException(
                                "the removal of " + last.id() + " did not come to its end; there is nothing to undo");
                    }
                    if (Files.exists(folder.place(last.entry()))) {
                        throw new PackageException(folder.place(last.entry()) + " is there; move it away first");
                    }
                    Durably.move(folder.removed(last.entry()), folder.place(last.entry()));
                    folder.noteUndone(undone);
                    yield last.id() + " is back";
                }
            };
        }
    }

    /** {@return what differs between the files of an installed package and what was installed; empty if nothing does} */
    public static List<String> differences(FoundPackage found) throws IOException {
        return Verification.differences(found);
    }
}
