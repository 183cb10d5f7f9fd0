package dev.bulkhead.gateway.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many lines of a log, on a command line. */
final class LineCount implements ITypeConverter<Integer> {
    private static final int MOST = 1000;

    @Override
    public Integer convert(String text) {
        if (text.matches("[0-9]{1,4}") && Integer.parseInt(text) <= MOST) {
            return Integer.valueOf(text);
        }
        throw new TypeConversionException("'" + text + "' is not a whole number from 0 to " + MOST);
    }
}
