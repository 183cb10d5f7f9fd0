package dev.bulkhead.proxy;

import dev.bulkhead.wire.packet.LogLine;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a listener was told. */
final class Heard implements HostListener {
    final List<HostLoss> losses = new CopyOnWriteArrayList<>();
    final List<LogLine> lines = new CopyOnWriteArrayList<>();

    @Override
    public void hostLost(HostLoss loss) {
        losses.add(loss);
    }

    @Override
    public void logged(LogLine line) {
        lines.add(line);
    }
}
