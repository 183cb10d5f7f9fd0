package dev.bulkhead.host.load;

import dev.bulkhead.api.Api;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the version of the API that a module was built for, by the rules of semantic versioning. */
final class ApiVersion {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})(?:[-+].*)?");

    private ApiVersion() {}

    /**
     * Refuses a module that was built for another major version, or for a newer minor one.
     *
     * @throws ModuleLoadException with both versions and the remedy
     */
    static void require(String className, String builtFor) throws ModuleLoadException {
        Matcher wanted = FORM.matcher(builtFor);
        if (!wanted.matches()) {
            throw new ModuleLoadException(className + " says it is built for the API \"" + builtFor
                    + "\", which is no version; write @BuiltFor(Api.VERSION)");
        }
        Matcher offered = FORM.matcher(Api.VERSION);
        if (!offered.matches()) {
            throw new IllegalStateException("the version of this API is no version: " + Api.VERSION);
        }
        int major = number(wanted, 1) - number(offered, 1);
        int minor = number(wanted, 2) - number(offered, 2);
        if (major != 0 || minor > 0) {
            String remedy = major > 0 || (major == 0 && minor > 0)
                    ? "update Bulkhead, or build the module for the older API"
                    : "build the module for this API";
            throw new ModuleLoadException(className + " was built for the module API " + builtFor + ", here it is "
                    + Api.VERSION + "; " + remedy);
        }
    }

    private static int number(Matcher version, int group) {
        return Integer.parseInt(version.group(group));
    }
}
