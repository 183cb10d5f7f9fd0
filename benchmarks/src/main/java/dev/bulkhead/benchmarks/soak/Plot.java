package dev.bulkhead.benchmarks.soak;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;

/** Draws one quantity, from 0 on, so that what looks flat is flat. */
final class Plot {
    private static final int LEFT = 70;
    private static final int RIGHT = 34;
    private static final int TOP = 44;
    private static final int BOTTOM = 30;
    private static final int GRID_LINES = 4;
    private static final Color FRAME = new Color(0x888888);
    private static final Color GRID = new Color(0xe4e4e4);
    private static final Color MOMENT = new Color(0xffd9a0);
    private static final Color LINE = new Color(0x2060b0);
    private static final Color GOOD = new Color(0x207030);
    private static final Color BAD = new Color(0xc02020);

    private final Graphics2D graphics;
    private final Quantity quantity;
    private final List<Double> moments;
    private final int width;
    private final int height;
    private final double lastSecond;
    private final double top;

    Plot(Graphics2D graphics, Quantity quantity, List<Double> moments, int width, int height) {
        this.graphics = graphics;
        this.quantity = quantity;
        this.moments = moments;
        this.width = width - LEFT - RIGHT;
        this.height = height - TOP - BOTTOM;
        lastSecond = Math.max(
                1,
                quantity.points().stream()
                        .mapToDouble(Quantity.Point::seconds)
                        .max()
                        .orElse(1));
        top = roundedUp(quantity.points().stream()
                .mapToDouble(Quantity.Point::value)
                .max()
                .orElse(1));
    }

    /** {@return the next of 1, 2, 4, 6, 8, 10, 20, 40 and so on} */
    static double roundedUp(double value) {
        if (value <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double factor : new double[] {1, 2, 4, 6, 8}) {
            if (value <= factor * power) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    void draw() {
        moments.forEach(this::mark);
        scales();
        title();
        line();
    }

    private int x(double seconds) {
        return LEFT + (int) Math.round(seconds / lastSecond * width);
    }

    private int y(double value) {
        return TOP + height - (int) Math.round(value / top * height);
    }

    private void mark(double moment) {
        graphics.setColor(MOMENT);
        graphics.drawLine(x(moment), TOP, x(moment), TOP + height);
    }

    private void scales() {
        for (int i = 0; i <= GRID_LINES; i++) {
            double value = top * i / GRID_LINES;
            graphics.setColor(GRID);
            graphics.drawLine(LEFT, y(value), LEFT + width, y(value));
            graphics.setColor(FRAME);
            String text = number(value);
            graphics.drawString(text, LEFT - 8 - graphics.getFontMetrics().stringWidth(text), y(value) + 5);
            double seconds = lastSecond * i / GRID_LINES;
            String time = lastSecond < 300 ? number(seconds) + " s" : number(seconds / 60) + " min";
            graphics.drawString(time, x(seconds) - graphics.getFontMetrics().stringWidth(time) / 2, TOP + height + 20);
        }
        graphics.drawRect(LEFT, TOP, width, height);
    }

    private void title() {
        graphics.setColor(Color.BLACK);
        graphics.drawString(
                quantity.unit().isEmpty() ? quantity.name() : quantity.name() + ", " + quantity.unit(), LEFT, 18);
        Verdict verdict = Verdict.of(quantity);
        graphics.setColor(!verdict.judged() ? FRAME : verdict.flat() ? GOOD : BAD);
        graphics.drawString(Report.words(verdict), LEFT, 36);
    }

    private void line() {
        graphics.setColor(LINE);
        List<Quantity.Point> points = quantity.points();
        for (int i = 0; i < points.size(); i++) {
            Quantity.Point before = points.get(Math.max(0, i - 1));
            Quantity.Point point = points.get(i);
            graphics.drawLine(x(before.seconds()), y(before.value()), x(point.seconds()), y(point.value()));
        }
    }

    static String number(double value) {
        if (Math.abs(value - Math.rint(value)) < 0.005) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%,.1f", value);
    }
}
