package io.chimera.web.words;

import java.text.NumberFormat;
import java.time.Duration;

/** Numbers as people read them. Sizes count in thousands, as disks and networks do. */
public final class Figures {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final double STEP = 1000;
    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;
    private static final long MINUTE = 60;

    private final Words words;

    Figures(Words words) {
        this.words = words;
    }

    /** A number of bytes, such as {@code 8.4 MB}. */
    public String size(long bytes) {
        return size((double) bytes);
    }

    private String size(double bytes) {
        return in(unitOf(bytes), bytes) + " " + UNITS[unitOf(bytes)];
    }

    /** How much of it is there, such as {@code 3.54 of 5.80 GB}: in one unit, so that the eye can compare. */
    public String part(long done, long size) {
        int unit = unitOf((double) size);
        return words.say("figure.part", in(unit, (double) done), in(unit, (double) size) + " " + UNITS[unit]);
    }

    /** Bytes a second, such as {@code 98.4 MB/s}. */
    public String rate(double bytesPerSecond) {
        return size(bytesPerSecond) + "/s";
    }

    /** A whole number. */
    public String count(long number) {
        return NumberFormat.getIntegerInstance(words.language().locale()).format(number);
    }

    /** A duration in its one or two largest units, such as {@code 5 days 19 h}. */
    public String duration(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds >= DAY) return two("day", seconds / DAY, "hour", seconds % DAY / HOUR);
        if (seconds >= HOUR) return two("hour", seconds / HOUR, "minute", seconds % HOUR / MINUTE);
        if (seconds >= MINUTE) return two("minute", seconds / MINUTE, "second", seconds % MINUTE);
        return one("second", seconds);
    }

    private String two(String large, long many, String small, long few) {
        return few == 0 ? one(large, many) : one(large, many) + " " + one(small, few);
    }

    private String one(String unit, long count) {
        return words.say("figure." + unit, count);
    }

    private static int unitOf(double bytes) {
        int unit = 0;
        for (double rest = bytes; rest >= STEP && unit < UNITS.length - 1; rest /= STEP) unit++;
        return unit;
    }

    private String in(int unit, double bytes) {
        double value = bytes / Math.pow(STEP, unit);
        var format = NumberFormat.getNumberInstance(words.language().locale());
        int digits = unit == 0 ? 0 : value < 10 ? 2 : value < 100 ? 1 : 0;
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }
}
