package dev.bulkhead.gateway.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time on a command line: seconds, more than 0 and at most an hour, perhaps with a fraction. */
final class Seconds implements ITypeConverter<Duration> {
    private static final int MOST = 3600;

    @Override
    public Duration convert(String text) {
        double seconds;
        try {
            seconds = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a number of seconds");
        }
        long millis = Math.round(seconds * 1000);
        if (Double.isNaN(seconds) || millis < 1 || millis > MOST * 1000L) {
            throw new TypeConversionException("'" + text + "' is not more than 0 and at most " + MOST + " seconds");
        }
        return Duration.ofMillis(millis);
    }
}
