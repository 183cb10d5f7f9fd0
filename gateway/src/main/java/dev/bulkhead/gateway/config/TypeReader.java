package dev.bulkhead.gateway.config;

import dev.bulkhead.gateway.packages.PackagesHere;
import dev.bulkhead.gateway.packages.install.TrustedKeys;
import dev.bulkhead.packages.FoundPackage;
import dev.bulkhead.packages.OfferedType;
import dev.bulkhead.packages.PackageException;
import dev.bulkhead.packages.PackageName;
import dev.bulkhead.packages.PackageShelf;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/** Finds the types that modules are said to be of. The folders are looked through when the first module has a type. */
final class TypeReader {
    /** A type, and what offers it. */
    record Chosen(OfferedType offered, FoundPackage found) {

        boolean isProgram() {
            return found.program() != null;
        }

        /** {@return what has the classes; the whole package where a program is} */
        Path path() {
            return found.classes();
        }

        ModuleType asType() {
            return ModuleType.of(offered, found);
        }
    }

    private final Path folder;
    private final List<Path> folders;
    private final List<String> keys;
    private @Nullable PackageShelf shelf;

    /**
     * Prepares.
     *
     * @param folder where relative paths begin
     * @param folders the folders with packages
     * @param keys the public keys of which one must have signed a package
     */
    TypeReader(Path folder, List<Path> folders, List<String> keys) {
        this.folder = folder;
        this.folders = folders;
        this.keys = keys;
    }

    /** {@return the type of a module; null if it has none, or none that can be used, which is noted} */
    @Nullable
    Chosen read(ObjectReader keys) {
        if (keys.isWritten("version") && !keys.isWritten("type")) {
            keys.refuse("version", "\"version\" goes with \"type\" only: it is the version of the type's package");
        }
        if (!keys.has("type")) {
            return null;
        }
        for (String key : List.of("class", "path")) {
            if (keys.isWritten(key)) {
                keys.refuse(
                        key,
                        "\"" + key + "\" does not go with \"type\": the package of " + keys.written("type")
                                + " says where its class is; leave one of the two out");
            }
        }
        PackageName type = PackageName.of(keys.text("type"));
        String range = keys.textOrNull("version");
        RangeList versions = range == null ? null : RangeListFactory.create(range);
        if (versions != null && versions.get().isEmpty()) {
            keys.refuse(
                    "version",
                    "\"" + keys.written("version")
                            + "\" is no range of versions; expected is one like \"^1.2\" or \">=1.2 <3\"");
            return null;
        }
        return chosen(keys, type, versions);
    }

    private @Nullable Chosen chosen(ObjectReader keys, PackageName type, @Nullable RangeList versions) {
        PackageShelf present = shelf();
        List<String> known = present.types().stream().map(PackageName::toString).toList();
        if (!known.contains(type.toString())) {
            keys.refuse("type", missing(type, present, known));
            return null;
        }
        try {
            FoundPackage found = present.find(type, versions);
            return new Chosen(
                    Objects.requireNonNull(
                            found.descriptor().type(type).orElse(null), "the package found offers the type"),
                    found);
        } catch (PackageException e) {
            keys.refuse(present.hasVersion(type, versions) ? "type" : "version", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private PackageShelf shelf() {
        PackageShelf present = shelf;
        if (present == null) {
            present = PackagesHere.shelf(folders, TrustedKeys.of(keys, folder));
            shelf = present;
        }
        return present;
    }

    private static String missing(PackageName type, PackageShelf shelf, List<String> known) {
        String broken = shelf.broken().isEmpty()
                ? ""
                : "; " + shelf.broken().size() + " there cannot be used, which ./bulkhead modules list explains";
        return "there is no type \"" + type + "\" in " + shelf.places() + Suggestion.of(type.toString(), known) + broken
                + "; a package is installed by: ./bulkhead modules install SOURCE";
    }
}
