package dev.bulkhead.gateway.control.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The meters of a gateway. What a scrape does not have any more, later ones do not show. */
public final class Scrapes {
    private record Key(Sample.Kind kind, String name, List<String> labels) {}

    /** A meter, and the number that it shows; guarded by the scrapes. */
    private static final class Shown {
        private double value;
        private final Meter meter;

        Shown(Sample sample, PrometheusMeterRegistry registry) {
            Tags tags = Tags.of(sample.labels().toArray(String[]::new));
            meter = sample.kind() == Sample.Kind.COUNTER
                    ? FunctionCounter.builder(sample.name(), this, shown -> shown.value)
                            .description(sample.help())
                            .tags(tags)
                            .register(registry)
                    : Gauge.builder(sample.name(), this, shown -> shown.value)
                            .description(sample.help())
                            .tags(tags)
                            .strongReference(true)
                            .register(registry);
        }
    }

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Key, Shown> shown = new HashMap<>();

    /** {@return all numbers as text} */
    public synchronized String of(List<Sample> samples) {
        shown.values().forEach(meter -> meter.value = 0);
        Set<Key> there = new HashSet<>();
        for (Sample sample : samples) {
            Key key = new Key(sample.kind(), sample.name(), sample.labels());
            there.add(key);
            shown.computeIfAbsent(key, unused -> new Shown(sample, registry)).value += sample.value();
        }
        shown.entrySet().removeIf(entry -> {
            boolean gone = !there.contains(entry.getKey());
            if (gone) {
                registry.remove(entry.getValue().meter);
            }
            return gone;
        });
        return registry.scrape();
    }
}
