package dev.bulkhead.systemtests.chaos.world;

import dev.bulkhead.api.Module;
import dev.bulkhead.systemtests.chaos.module.NumberedSink;
import dev.bulkhead.systemtests.chaos.module.NumberedSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who is there and who is linked with whom; and {@code gateway.json}, which says so. */
public final class Layout {
    private final List<Place> places;
    private final List<Lane> lanes = new ArrayList<>();

    /** From within the gateway to everywhere, from everywhere to within, and from each place to the like. */
    public Layout(List<Place> places, List<LinkKind> kinds) {
        this.places = List.copyOf(places);
        Place first = places.get(0);
        for (LinkKind kind : kinds) {
            Set<Lane> ways = new LinkedHashSet<>();
            for (Place place : places) {
                ways.add(new Lane(first, place, kind));
                ways.add(new Lane(place, first, kind));
                ways.add(new Lane(place, place, kind));
            }
            lanes.addAll(ways);
        }
    }

    public List<Lane> lanes() {
        return lanes;
    }

    public List<Place> places() {
        return places;
    }

    /** {@return the modules that have a host} */
    public List<String> hosted() {
        return modules(Place::isHosted);
    }

    /** {@return the modules whose host the harness starts} */
    List<String> external(Place place) {
        return modules(each -> each == place && each.isExternal());
    }

    /** {@return the modules that receive} */
    public List<String> sinks() {
        return lanes.stream().map(Lane::sinkModule).distinct().toList();
    }

    private List<String> modules(Function<Place, Boolean> wanted) {
        Set<String> names = new LinkedHashSet<>();
        for (Lane lane : lanes) {
            if (wanted.apply(lane.source())) {
                names.add(lane.sourceModule());
            }
            if (wanted.apply(lane.sink())) {
                names.add(lane.sinkModule());
            }
        }
        return List.copyOf(names);
    }

    /**
     * What the file depends on beside the layout.
     *
     * @param classes the folder or jar with the modules' classes
     * @param activation the JSON of a module's activation, and what goes with it
     * @param perSecond about how many messages each lane gets
     * @param capacities by how much the links' capacities are larger than at first
     */
    record Surroundings(Path classes, Journals journals, Activations activation, int perSecond, int capacities) {}

    /** Says how a module is activated. */
    interface Activations {
        /** {@return the module's keys for that, as JSON} */
        String of(Place place, String module);
    }

    String json(Surroundings around) {
        List<String> modules = new ArrayList<>();
        for (Place place : places) {
            String source = "source-" + place.label();
            String sink = "sink-" + place.label();
            modules.add(module(source, NumberedSource.class, place, sourceArgs(source, around), around));
            modules.add(module(sink, NumberedSink.class, place, sinkArgs(sink, around), around));
        }
        String links = lanes.stream().map(lane -> link(lane, around)).collect(Collectors.joining(",\n"));
        return """
                { "gateway": { "name": "chaos", "control": { "listen": "127.0.0.1:0" } },
                  "modules": [
                %s ],
                  "links": [
                %s ] }
                """.formatted(String.join(",\n", modules), links);
    }

    private static String module(
            String name, Class<? extends Module> type, Place place, String args, Surroundings around) {
        return """
               { "name": "%s", "class": "%s", "path": "%s", %s,
                 "restart": "always", "backOff": "100ms", "maxBackOff": "500ms", "restartLimit": 1000000,
                 "args": %s }""".formatted(name, type.getName(), around.classes, around.activation.of(place, name), args);
    }

    private String sourceArgs(String module, Surroundings around) {
        return """
               { "folder": "%s", "pause": "%s", "perSecond": %d, "lanes": %s }""".formatted(
                        around.journals.published(),
                        around.journals.pause(),
                        around.perSecond,
                        names(lanes.stream()
                                .filter(lane -> lane.sourceModule().equals(module))
                                .toList()));
    }

    private String sinkArgs(String module, Surroundings around) {
        return """
               { "folder": "%s", "lanes": %s }""".formatted(
                        around.journals.received(),
                        names(lanes.stream()
                                .filter(lane -> lane.sinkModule().equals(module))
                                .toList()));
    }

    private static String names(List<Lane> lanes) {
        return lanes.stream().map(lane -> "\"" + lane.name() + "\"").collect(Collectors.joining(", ", "[", "]"));
    }

    private static String link(Lane lane, Surroundings around) {
        return """
               { "source": "%s", "sink": "%s", "match": { "lane": "%s" }, "capacity": %d, %s }""".formatted(
                        lane.sourceModule(),
                        lane.sinkModule(),
                        lane.name(),
                        lane.kind().capacity() + around.capacities,
                        lane.kind().keys());
    }
}
