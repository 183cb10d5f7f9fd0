package dev.bulkhead.gateway.packages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;

/**
 * The only class that knows the validator. It is used when a module with a type has arguments, so that a gateway without such a
 * module need not load it.
 */
public final class ArgsSchema {
    private ArgsSchema() {}

    /**
     * {@return what in the arguments a schema does not allow} Nothing is ever fetched for a reference in the schema.
     *
     * @throws IllegalArgumentException if the schema cannot be used
     */
    public static List<Violation> violations(ObjectNode schema, String argsJson) {
        try {
            Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema);
            return compiled.validate(argsJson, InputFormat.JSON).stream()
                    .map(error -> violation(schema, error))
                    .toList();
        } catch (SchemaException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Violation violation(ObjectNode schema, Error error) {
        JsonNode limit = error.getSchemaNode() == null ? MissingNode.getInstance() : error.getSchemaNode();
        return new Violation(
                steps(error.getInstanceLocation()),
                error.getKeyword(),
                limit,
                error.getProperty(),
                known(schema, error),
                error.getMessage());
    }

    /** {@return the members that the schema at the place of an error describes} */
    private static List<String> known(ObjectNode schema, Error error) {
        JsonNode parent = schema;
        List<String> steps = steps(error.getSchemaLocation().getFragment());
        for (String step : steps.subList(0, Math.max(0, steps.size() - 1))) {
            parent = parent.isArray() ? parent.path(Integer.parseInt(step)) : parent.path(step);
        }
        List<String> names = new ArrayList<>();
        parent.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> steps(NodePath location) {
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < location.getNameCount(); i++) {
            steps.add(String.valueOf(location.getElement(i)));
        }
        return steps;
    }
}
