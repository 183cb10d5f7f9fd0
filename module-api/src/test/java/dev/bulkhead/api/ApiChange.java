package dev.bulkhead.api;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.model.AccessModifier;
import japicmp.model.JApiChangeStatus;
import japicmp.model.JApiClass;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How much two versions of an API differ, by the part of a semantic version that has to be raised. */
enum ApiChange {
    NONE,
    MINOR,
    MAJOR;

    private static List<JApiClass> differences(Path older, Path newer) {
        JarArchiveComparatorOptions options = new JarArchiveComparatorOptions();
        options.setAccessModifier(AccessModifier.PROTECTED);
        options.getIgnoreMissingClasses().setIgnoreAllMissingClasses(true);
        return new JarArchiveComparator(options)
                        .compare(
                                new JApiCmpArchive(older.toFile(), "older"),
                                new JApiCmpArchive(newer.toFile(), "newer"))
                        .stream()
                        .filter(each -> each.getChangeStatus() != JApiChangeStatus.UNCHANGED)
                        .toList();
    }

    private static boolean isCompatible(JApiClass difference) {
        return difference.isBinaryCompatible() && difference.isSourceCompatible();
    }

    /** {@return what has to be raised between the API in one jar and that in a newer one} */
    static ApiChange between(Path older, Path newer) {
        List<JApiClass> differences = differences(older, newer);
        if (!differences.stream().allMatch(ApiChange::isCompatible)) {
            return MAJOR;
        }
        return differences.isEmpty() ? NONE : MINOR;
    }

    /** {@return what differs, for people} */
    static String describe(Path older, Path newer) {
        return differences(older, newer).stream()
                .map(each -> each.getFullyQualifiedName()
                        + (isCompatible(each) ? " has more than before" : " breaks those who use it") + " "
                        + each.getChangeStatus())
                .collect(Collectors.joining("; "));
    }

    /** {@return whether a version was raised by as much as this} */
    boolean isMadeBy(String older, String newer) {
        int[] before = numbers(older);
        int[] after = numbers(newer);
        int raised = Arrays.mismatch(before, after);
        boolean lowered = raised >= 0 && after[raised] < before[raised];
        return !lowered
                && switch (this) {
                    case NONE -> true;
                    case MINOR -> raised == 0 || raised == 1;
                    case MAJOR -> raised == 0;
                };
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
