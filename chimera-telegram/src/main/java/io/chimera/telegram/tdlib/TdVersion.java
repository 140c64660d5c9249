package io.chimera.telegram.tdlib;

import java.util.Comparator;
import java.util.regex.Pattern;

/** A version of TDLib. */
public record TdVersion(int major, int minor, int patch) implements Comparable<TdVersion> {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");
    private static final Comparator<TdVersion> ORDER = Comparator.comparingInt(TdVersion::major)
            .thenComparingInt(TdVersion::minor)
            .thenComparingInt(TdVersion::patch);

    /** Reads three numbers with dots; anything else is older than every version. */
    static TdVersion parse(String text) {
        var numbers = NUMBERS.matcher(text);
        if (!numbers.matches()) return new TdVersion(0, 0, 0);
        return new TdVersion(
                Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)),
                Integer.parseInt(numbers.group(3)));
    }

    @Override
    public int compareTo(TdVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
