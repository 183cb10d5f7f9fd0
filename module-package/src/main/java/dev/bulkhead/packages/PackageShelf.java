package dev.bulkhead.packages;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.semver4j.range.RangeList;

/** The packages that lie in folders of modules at one moment, and the choice among them. Immutable; scan again to see what has come. */
public final class PackageShelf {
    private final List<Path> folders;
    private final OfferedVersions offered;
    private final List<FoundPackage> packages;
    private final List<BrokenPackage> broken;
    private final Trust trust;

    private PackageShelf(List<Path> folders, OfferedVersions offered, Trust trust, PackageScan scan) {
        this.folders = List.copyOf(folders);
        this.offered = offered;
        this.trust = trust;
        packages = List.copyOf(scan.found());
        broken = List.copyOf(scan.broken());
    }

    /**
     * {@return what lies in these folders now} It reads descriptors only: no class is loaded, and no program is run.
     *
     * @param folders where to look; those that are not there are empty
     * @param offered the versions that packages must fit
     */
    public static PackageShelf scan(List<Path> folders, OfferedVersions offered) {
        return scan(folders, offered, Trust.ALL);
    }

    /**
     * {@return what lies in these folders now} It reads descriptors only: no class is loaded, and no program is run.
     *
     * @param folders where to look; those that are not there are empty
     * @param offered the versions that packages must fit
     * @param trust says which packages may be used
     */
    public static PackageShelf scan(List<Path> folders, OfferedVersions offered, Trust trust) {
        PackageScan scan = new PackageScan();
        folders.stream().distinct().forEach(scan::look);
        return new PackageShelf(folders, offered, trust, scan);
    }

    /** {@return the folders that were looked through} */
    public List<Path> folders() {
        return folders;
    }

    /** {@return all packages, in the order of the folders and of their names} */
    public List<FoundPackage> packages() {
        return packages;
    }

    /** {@return what should be a package, and cannot be used} */
    public List<BrokenPackage> broken() {
        return broken;
    }

    /** {@return the names of all types, in order} */
    public Collection<PackageName> types() {
        return packages.stream()
                .flatMap(each -> each.descriptor().types().stream())
                .map(OfferedType::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return the packages of this name, and of this version if that is said, the newest first} */
    public List<FoundPackage> named(PackageName name, @Nullable Semver version) {
        return newestFirst(packages.stream()
                .filter(each -> each.descriptor().name().equals(name))
                .filter(each -> version == null || each.descriptor().version().equals(version))
                .toList());
    }

    /** {@return why a package is not as it should be beside the others here, or does not run here; empty if it is} */
    public Optional<String> problem(FoundPackage one) {
        Optional<String> twin = packages.stream()
                .filter(other ->
                        !other.place().equals(one.place()) && other.id().equals(one.id()))
                .findFirst()
                .map(other -> "the same package lies in " + other.place() + " too; remove one of them");
        return twin.or(() -> one.descriptor().types().stream()
                        .flatMap(type -> rival(one, type.name()).stream())
                        .findFirst())
                .or(() -> unusable(one));
    }

    /** {@return why nobody may use a package here, whatever lies beside it; empty if it may be used} */
    private Optional<String> unusable(FoundPackage one) {
        return offered.problem(one.descriptor()).or(() -> trust.problem(one));
    }

    private Optional<String> rival(FoundPackage one, PackageName type) {
        return offering(type).stream()
                .filter(other ->
                        !other.descriptor().name().equals(one.descriptor().name()))
                .findFirst()
                .map(other -> "the package " + other.id() + " offers the type " + type + " too; remove one of them");
    }

    /**
     * {@return the newest package that offers a type, fits the range, may be used, and runs here; a version before its release only where there is no
     * released one}
     *
     * @param type what it must offer
     * @param range the versions of the package that will do; null for all
     * @throws PackageException if there is none or it cannot be told which, with the remedy
     */
    public FoundPackage find(PackageName type, @Nullable RangeList range) throws PackageException {
        List<FoundPackage> offering = offering(type);
        if (offering.isEmpty()) {
            throw new PackageException("there is no type \"" + type + "\" in " + places()
                    + "; install its package: ./bulkhead modules install SOURCE");
        }
        requireOneName(type, offering);
        List<FoundPackage> inRange = inRange(offering, range);
        if (inRange.isEmpty()) {
            throw new PackageException("no version of the type \"" + type + "\" fits " + range + "; in " + places()
                    + (offering.size() == 1 ? " there is " : " there are ") + versions(offering));
        }
        List<FoundPackage> running = newestFirst(
                inRange.stream().filter(each -> unusable(each).isEmpty()).toList());
        if (running.isEmpty()) {
            throw new PackageException(unusable(newestFirst(inRange).get(0))
                    .orElseThrow(() -> new IllegalStateException("one that does not run has a problem")));
        }
        FoundPackage best = running.get(0);
        requireAlone(best);
        return best;
    }

    /** {@return whether any version of the packages that offer a type is in the range, whether it may be used or not} */
    public boolean hasVersion(PackageName type, @Nullable RangeList range) {
        return !inRange(offering(type), range).isEmpty();
    }

    private static List<FoundPackage> inRange(List<FoundPackage> some, @Nullable RangeList range) {
        return some.stream()
                .filter(each -> range == null || each.descriptor().version().satisfies(range))
                .toList();
    }

    /**
     * {@return the package of this name and version}
     *
     * @throws PackageException if it is not here, is here twice, does not run here, or may not be used
     */
    public FoundPackage exactly(PackageName name, Semver version) throws PackageException {
        List<FoundPackage> same = named(name, version);
        if (same.isEmpty()) {
            List<FoundPackage> others = named(name, null);
            throw new PackageException("there is no package " + name + "@" + version + " in " + places()
                    + (others.isEmpty() ? "" : "; there is " + versions(others)));
        }
        FoundPackage one = same.get(0);
        requireAlone(one);
        Optional<String> problem = unusable(one);
        if (problem.isPresent()) {
            throw new PackageException(problem.get());
        }
        return one;
    }

    private void requireOneName(PackageName type, List<FoundPackage> offering) throws PackageException {
        List<String> names = offering.stream()
                .map(each -> each.descriptor().name().toString())
                .distinct()
                .toList();
        if (names.size() > 1) {
            throw new PackageException("the packages " + String.join(" and ", names) + " both offer the type \"" + type
                    + "\"; remove one of them: ./bulkhead modules remove NAME");
        }
    }

    private void requireAlone(FoundPackage one) throws PackageException {
        List<FoundPackage> same =
                named(one.descriptor().name(), one.descriptor().version());
        if (same.size() > 1) {
            throw new PackageException("the package " + one.id() + " is there twice, in "
                    + same.stream().map(each -> each.place().toString()).collect(Collectors.joining(" and "))
                    + "; remove one of them");
        }
    }

    private List<FoundPackage> offering(PackageName type) {
        return packages.stream()
                .filter(each -> each.descriptor().type(type).isPresent())
                .toList();
    }

    private static List<FoundPackage> newestFirst(List<FoundPackage> some) {
        return some.stream()
                .sorted(Comparator.comparing((FoundPackage each) ->
                                isReleased(each.descriptor().version()))
                        .thenComparing(each -> each.descriptor().version())
                        .reversed())
                .toList();
    }

    private static boolean isReleased(Semver version) {
        return version.getPreRelease().isEmpty();
    }

    private static String versions(List<FoundPackage> some) {
        return some.stream()
                .map(each -> each.descriptor().version())
                .sorted()
                .map(Semver::toString)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** {@return the folders that were looked through, in words} */
    public String places() {
        return folders.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
