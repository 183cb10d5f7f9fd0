package dev.bulkhead.gateway.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.packages.BrokenPackage;
import dev.bulkhead.packages.DescriptorJson;
import dev.bulkhead.packages.FoundPackage;
import dev.bulkhead.packages.Installed;
import java.util.stream.Collectors;

/** What there is to say of packages, as JSON. */
final class PackageJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PackageJson() {}

    static ObjectNode all(Packages packages) {
        ObjectNode json = MAPPER.createObjectNode();
        ArrayNode good = json.putArray("packages");
        packages.shelf().packages().forEach(found -> good.add(of(found, packages)));
        ArrayNode broken = json.putArray("broken");
        for (BrokenPackage each : packages.shelf().broken()) {
            broken.addObject().put("place", each.place().toString()).put("reason", each.reason());
        }
        return json;
    }

    static ObjectNode of(FoundPackage found, Packages packages) {
        ObjectNode json = DescriptorJson.tree(found.descriptor());
        json.put("place", found.place().toString());
        Installed installed = found.installed();
        if (installed != null) {
            json.put("source", installed.source())
                    .put("installed", installed.at().toString());
            if (installed.signedBy() != null) {
                json.putObject("signature").put("key", installed.signedBy()).put("comment", installed.comment());
            }
        }
        ArrayNode users = json.putArray("usedBy");
        packages.usedBy(found).forEach(users::add);
        ArrayNode running = json.putArray("runs");
        packages.runFrom(found).forEach(running::add);
        packages.shelf().problem(found).ifPresent(problem -> json.put("problem", problem));
        return json;
    }

    /** {@return the names of the types that a package offers} */
    static String types(FoundPackage found) {
        return found.descriptor().types().stream()
                .map(type -> type.name().toString())
                .collect(Collectors.joining(", "));
    }

    /** {@return the number of the key that signed a package; empty if nobody did} */
    static String signerKey(FoundPackage found) {
        Installed installed = found.installed();
        return installed == null || installed.signedBy() == null ? "" : installed.signedBy();
    }

    /** {@return who signed a package, in words; empty if nobody did} */
    static String signer(FoundPackage found) {
        Installed installed = found.installed();
        return installed == null || installed.signedBy() == null
                ? ""
                : "the key " + installed.signedBy() + " (" + installed.comment() + ")";
    }
}
