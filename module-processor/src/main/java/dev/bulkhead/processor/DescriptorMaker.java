package dev.bulkhead.processor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.packages.Descriptor;
import dev.bulkhead.packages.DescriptorJson;
import dev.bulkhead.packages.OfferedType;
import dev.bulkhead.packages.PackageName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import org.semver4j.Semver;
import org.semver4j.range.RangeListFactory;

/** Makes the descriptor of a package from its marked classes, or says what is wrong with them. */
final class DescriptorMaker {
    private final ProcessingEnvironment environment;
    private final Problems problems;
    private final TypeReader types;

    DescriptorMaker(ProcessingEnvironment environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
        types = new TypeReader(environment, problems);
    }

    /** {@return the descriptor; perhaps empty where a problem was told} */
    Optional<ObjectNode> of(List<TypeElement> classes) {
        List<OfferedType> offered = offered(classes);
        NativeParts natives = new NativeParts(problems);
        classes.forEach(natives::read);
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        Options options = new Options(environment.getOptions(), problems);
        Optional<PackageName> name =
                options.name(offered.stream().map(OfferedType::name).toList());
        Optional<Semver> version = options.version();
        Optional<String> api = Api.range(environment.getElementUtils());
        if (api.isEmpty()) {
            problems.add(
                    "the module API of the class path does not tell its version; compile with bulkhead's module-api");
        }
        if (name.isEmpty() || version.isEmpty() || api.isEmpty()) {
            return Optional.empty();
        }
        Descriptor descriptor = new Descriptor(
                name.get(),
                version.get(),
                options.vendor(),
                options.licence(),
                RangeListFactory.create(api.get()),
                null,
                null,
                offered,
                natives.folders());
        // As a person would write it; a range tells itself as ">=1.2.0 and <2.0.0".
        return Optional.of(DescriptorJson.tree(descriptor).put("api", api.get()));
    }

    private List<OfferedType> offered(List<TypeElement> classes) {
        List<OfferedType> offered = new ArrayList<>();
        Map<PackageName, TypeElement> owners = new HashMap<>();
        for (TypeElement each : classes) {
            Mirror.of(each, Api.MODULE_TYPE)
                    .flatMap(mark -> types.read(each, mark).filter(type -> isNew(type, each, mark, owners)))
                    .ifPresent(offered::add);
        }
        return offered;
    }

    private boolean isNew(OfferedType type, TypeElement owner, Mirror mark, Map<PackageName, TypeElement> owners) {
        TypeElement other = owners.putIfAbsent(type.name(), owner);
        if (other != null) {
            problems.add(
                    owner,
                    mark,
                    "value",
                    "the type " + type.name() + " is there twice; the other is the class " + other);
        }
        return other == null;
    }
}
