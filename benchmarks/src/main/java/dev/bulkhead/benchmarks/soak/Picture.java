package dev.bulkhead.benchmarks.soak;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws quantities over the time, a plot each. */
final class Picture {
    private static final int COLUMNS = 2;
    private static final int WIDTH = 720;
    private static final int HEIGHT = 240;
    private static final int FONT_SIZE = 13;

    private final List<Quantity> quantities;
    private final List<Double> moments;

    /**
     * Prepares a picture.
     *
     * @param moments that each plot marks, in seconds
     */
    Picture(List<Quantity> quantities, List<Double> moments) {
        this.quantities = List.copyOf(quantities);
        this.moments = List.copyOf(moments);
    }

    /** Draws it into a file, as PNG. */
    void write(Path file) throws IOException {
        int rows = (quantities.size() + COLUMNS - 1) / COLUMNS;
        BufferedImage image = new BufferedImage(COLUMNS * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
            graphics.setStroke(new BasicStroke(1));
            for (int i = 0; i < quantities.size(); i++) {
                Graphics2D own = (Graphics2D) graphics.create(i % COLUMNS * WIDTH, i / COLUMNS * HEIGHT, WIDTH, HEIGHT);
                new Plot(own, quantities.get(i), moments, WIDTH, HEIGHT).draw();
                own.dispose();
            }
        } finally {
            graphics.dispose();
        }
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("this Java cannot write PNG");
        }
    }
}
