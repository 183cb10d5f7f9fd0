package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.bulkhead.gateway.packages.install.Installer;
import dev.bulkhead.packages.BrokenPackage;
import dev.bulkhead.packages.Descriptor;
import dev.bulkhead.packages.FoundPackage;
import dev.bulkhead.packages.OfferedType;
import dev.bulkhead.packages.PackageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code modules} can do beside installing. */
final class PackageCommands {
    private PackageCommands() {}

    /** Lists packages. */
    @Command(
            name = "list",
            description = "List the packages in the folders of modules, also those that cannot be used.")
    static final class ListCommand extends PackageCommand {
        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        int run(Packages packages) {
            if (json) {
                print(PackageJson.all(packages));
                return ExitStatus.DONE;
            }
            if (packages.shelf().packages().isEmpty()) {
                out().println("there is no package in " + packages.shelf().places());
            } else {
                out().println(table(packages).stripTrailing());
            }
            for (BrokenPackage each : packages.shelf().broken()) {
                out().println("  ! " + each.place() + ": " + ArgsTable.plain(each.reason()));
            }
            return ExitStatus.DONE;
        }

        private static String table(Packages packages) {
            TextTable table = new TextTable().row("NAME", "VERSION", "TYPES", "USED BY", "SIGNED", "WHERE");
            StringBuilder remarks = new StringBuilder();
            for (FoundPackage found : packages.shelf().packages()) {
                Descriptor descriptor = found.descriptor();
                table.row(
                        descriptor.name().toString(),
                        descriptor.version().toString(),
                        PackageJson.types(found),
                        packages.users(found),
                        PackageJson.signerKey(found),
                        found.place().toString());
                packages.shelf()
                        .problem(found)
                        .ifPresent(problem -> remarks.append("  ! ")
                                .append(found.id())
                                .append(": ")
                                .append(problem)
                                .append('\n'));
            }
            return table.format("") + remarks;
        }
    }

    /** Describes a package. */
    @Command(name = "describe", description = "Show the types of a package, and the arguments of each.")
    static final class DescribeCommand extends PackageCommand {
        @Parameters(
                paramLabel = "NAME[@VERSION]",
                description = "The package; without a version the newest of its name.")
        private String name = "";

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        int run(Packages packages) throws BadInputException, PackageException {
            FoundPackage found = packages.named(name).get(0);
            if (json) {
                print(PackageJson.of(found, packages));
            } else {
                out().println(text(found, packages).stripTrailing());
            }
            return ExitStatus.DONE;
        }

        private static String text(FoundPackage found, Packages packages) {
            Descriptor descriptor = found.descriptor();
            TextTable head = new TextTable();
            row(head, "vendor", descriptor.vendor());
            row(head, "licence", descriptor.licence());
            row(head, "module API", descriptor.api());
            row(head, "protocol", descriptor.protocol());
            row(head, "program", descriptor.executable());
            row(head, "where", found.place());
            row(
                    head,
                    "from",
                    found.installed() == null ? null : found.installed().source());
            row(
                    head,
                    "installed",
                    found.installed() == null ? null : found.installed().at());
            row(head, "signed with", PackageJson.signer(found));
            row(head, "used by", packages.users(found));
            packages.shelf().problem(found).ifPresent(problem -> row(head, "!", problem));
            StringBuilder text = new StringBuilder(found.id()).append('\n').append(head.format("  "));
            for (OfferedType type : descriptor.types()) {
                text.append("\n  ").append(type.name());
                if (!type.description().isEmpty()) {
                    text.append(": ").append(ArgsTable.plain(type.description()));
                }
                text.append('\n').append(ArgsTable.of(type.args()));
            }
            return text.toString();
        }

        private static void row(TextTable table, String what, @Nullable Object value) {
            if (value != null && !value.toString().isEmpty()) {
                table.row(what, ArgsTable.plain(value.toString()));
            }
        }
    }

    /** Removes a package. */
    @Command(
            name = "remove",
            description = "Remove a package. `modules undo` brings it back until something else is done.")
    static final class RemoveCommand extends PackageCommand {
        @Parameters(paramLabel = "NAME[@VERSION]", description = "The package.")
        private String name = "";

        @Option(
                names = "--force",
                description = "Also if a module of the configuration, or of the running gateway, uses it.")
        private boolean force;

        @Override
        int run(Packages packages) throws BadInputException, PackageException, IOException {
            FoundPackage found = packages.one(name);
            if (!force) {
                requireUnused(packages, found);
            }
            packages.installer(progress()).remove(found);
            out().println(found.id() + " is not in " + found.place() + " any more");
            return ExitStatus.DONE;
        }
    }

    /** Takes back the last installation or removal. */
    @Command(
            name = "undo",
            description = "Take back the last installation or removal. Only one step can be taken back, and only once.")
    static final class UndoCommand extends PackageCommand {
        @Option(
                names = "--force",
                description = "Also if a module of the configuration, or of the running gateway, uses what would go.")
        private boolean force;

        @Override
        int run(Packages packages) throws BadInputException, PackageException, IOException {
            Installer installer = packages.installer(progress());
            Optional<String> goes = installer.undoes();
            if (!force && goes.isPresent()) {
                for (FoundPackage found : packages.shelf().packages()) {
                    if (found.id().equals(goes.get())) {
                        requireUnused(packages, found);
                    }
                }
            }
            out().println(installer.undo());
            return ExitStatus.DONE;
        }
    }

    /** Compares packages with what was installed. */
    @Command(
            name = "verify",
            description =
                    "Compare the files of installed packages with what was installed. Exit status 1 if anything differs.")
    static final class VerifyCommand extends PackageCommand {
        @Parameters(
                arity = "0..1",
                paramLabel = "NAME[@VERSION]",
                description = "The package; without it all that were installed.")
        private @Nullable String name;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        int run(Packages packages) throws BadInputException, PackageException, IOException {
            List<FoundPackage> asked = name == null
                    ? packages.shelf().packages().stream()
                            .filter(found -> found.installed() != null)
                            .toList()
                    : packages.named(name);
            ArrayNode results = new ObjectMapper().createArrayNode();
            List<String> lines = new ArrayList<>();
            boolean good = true;
            for (FoundPackage found : asked) {
                List<String> differences = Installer.differences(found);
                good &= differences.isEmpty();
                lines.add(found.id() + (differences.isEmpty() ? ": as installed" : ": not as installed"));
                differences.forEach(difference -> lines.add("  ! " + ArgsTable.plain(difference)));
                ArrayNode all = results.addObject()
                        .put("package", found.id())
                        .put("good", differences.isEmpty())
                        .putArray("differences");
                differences.forEach(all::add);
            }
            if (name == null) {
                for (BrokenPackage each : packages.shelf().broken()) {
                    good = false;
                    lines.add("  ! " + each.place() + ": " + ArgsTable.plain(each.reason()));
                    results.addObject()
                            .put("place", each.place().toString())
                            .put("good", false)
                            .putArray("differences")
                            .add(each.reason());
                }
            }
            if (json) {
                print(results);
            } else {
                out().println(
                                lines.isEmpty()
                                        ? "no package was installed in "
                                                + packages.shelf().places()
                                        : String.join("\n", lines));
            }
            return good ? ExitStatus.DONE : ExitStatus.FAILED;
        }
    }

    private static void requireUnused(Packages packages, FoundPackage found) throws PackageException {
        requireNone(packages.usedBy(found), found, " of the configuration; change that first");
        requireNone(
                packages.runFrom(found),
                found,
                " of the running gateway; have that take another first, by ./bulkhead swap or ./bulkhead apply");
    }

    private static void requireNone(List<String> users, FoundPackage found, String remedy) throws PackageException {
        if (!users.isEmpty()) {
            throw new PackageException(
                    found.id() + " is used by " + (users.size() == 1 ? "the module " : "the modules ")
                            + String.join(", ", users) + remedy + ", or say --force");
        }
    }
}
