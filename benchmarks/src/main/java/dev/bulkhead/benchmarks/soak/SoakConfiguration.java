package dev.bulkhead.benchmarks.soak;

import dev.bulkhead.benchmarks.gateway.Installation;
import dev.bulkhead.benchmarks.module.Auditor;
import dev.bulkhead.benchmarks.module.Echo;
import dev.bulkhead.benchmarks.module.Idle;
import dev.bulkhead.benchmarks.module.Metronome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The gateway of a soak. A metronome feeds four sinks: one in the gateway; one in a host that nobody disturbs, which sends all back; one
 * in a host that is killed; one in the gateway that is deactivated; and one in a host that is killed and deactivated, behind links that
 * keep what flows, to it and from it.
 *
 * @param perSecond messages of the metronome
 * @param durable whether the links to and from the keeper are durable
 */
record SoakConfiguration(int perSecond, boolean durable) {
    static final String METRONOME = "metronome";
    static final String STEADY = "steady";
    static final String VICTIM = "victim";
    static final String SLEEPER = "sleeper";
    static final String KEEPER = "keeper";
    /** Those that must get every number, exactly once. */
    static final List<String> EXACT = List.of("local", "returned");
    /** Gets every number at least once, where links are durable. */
    static final String KEPT = "kept";

    private static final String RETURNS =
            ", \"activation\": \"fork\", \"restart\": \"on-failure\", \"backOff\": \"200ms\","
                    + " \"restartLimit\": 1000000, \"restartWindow\": \"1s\"";

    /** Writes it. {@return the file} */
    Path write(Path folder) throws IOException {
        String modules = String.join(
                ",\n    ",
                module(METRONOME, Metronome.class, ", \"args\": { \"perSecond\": " + perSecond + " }"),
                auditor("local", folder),
                module(STEADY, Echo.class, ", \"activation\": \"fork\""),
                auditor("returned", folder),
                module(VICTIM, Echo.class, RETURNS),
                module("survivors", Idle.class, ""),
                module(SLEEPER, Idle.class, ""),
                module(KEEPER, Echo.class, RETURNS),
                durable ? auditor(KEPT, folder) : module(KEPT, Idle.class, ""));
        String kept = durable ? ", \"durable\": true" : "";
        String dropping = ", \"overflow\": \"drop-oldest\"";
        String links = String.join(
                ",\n    ",
                link(METRONOME, "local", ""),
                link(METRONOME, STEADY, ""),
                link(STEADY, "returned", ""),
                link(METRONOME, VICTIM, dropping),
                link(VICTIM, "survivors", ""),
                link(METRONOME, SLEEPER, dropping),
                link(METRONOME, KEEPER, kept),
                link(KEEPER, KEPT, kept));
        return Files.writeString(folder.resolve("gateway.json"), """
                {
                  "gateway": { "name": "soak", "control": { "listen": "127.0.0.1:0" } },
                  "modules": [
                    %s
                  ],
                  "links": [
                    %s
                  ]
                }
                """.formatted(modules, links));
    }

    private static String auditor(String name, Path folder) {
        return module(name, Auditor.class, ", \"args\": { \"file\": \"" + folder.resolve(name + ".audit") + "\" }");
    }

    private static String module(String name, Class<?> type, String more) {
        return "{ \"name\": \"%s\", \"class\": \"%s\", \"path\": \"%s\"%s }"
                .formatted(name, type.getName(), Installation.modulesJar(), more);
    }

    private static String link(String source, String sink, String more) {
        return "{ \"source\": \"%s\", \"sink\": \"%s\"%s }".formatted(source, sink, more);
    }

    /** {@return whether what flows there may be lost when somebody is disturbed} */
    boolean mayLose(LinkCounts link) {
        List<String> disturbed = durable ? List.of(VICTIM, SLEEPER) : List.of(VICTIM, SLEEPER, KEEPER);
        return disturbed.contains(link.sink()) || disturbed.contains(link.source());
    }
}
