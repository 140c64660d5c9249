package io.chimera.janus.site;

import com.ibm.icu.text.IDNA;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The public suffix list (publicsuffix.org), its private part included, as it was on the day in {@link #version}. It is a
 * file of this module and not a library's, because a raised library must not change anybody's password.
 */
public final class Suffixes {

    private static final String FILE = "public_suffix_list.dat";
    private static final String VERSION = "// VERSION: ";

    private final Set<String> rules = new HashSet<>();
    private final Set<String> wildcards = new HashSet<>();
    private final Set<String> exceptions = new HashSet<>();
    private final String version;

    private Suffixes(BufferedReader lines) throws IOException {
        var found = "";
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(VERSION))
                found = line.substring(VERSION.length()).strip();
            var rule = line.split("\\s", 2)[0];
            if (rule.isEmpty() || rule.startsWith("//")) continue;
            if (rule.startsWith("!")) exceptions.add(ascii(rule.substring(1)));
            else if (rule.startsWith("*.")) wildcards.add(ascii(rule.substring(2)));
            else rules.add(ascii(rule));
        }
        this.version = found;
    }

    /** The list that ships with this module. */
    public static Suffixes shipped() {
        try (var in = Suffixes.class.getResourceAsStream(FILE)) {
            if (in == null) throw new IllegalStateException(FILE + " is missing from the program");
            return new Suffixes(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When the list was made, as it says itself. */
    public String version() {
        return version;
    }

    /**
     * The site a host belongs to: its registrable domain; the whole host, with its port, where there is none (addresses,
     * names without a dot, names under a suffix nobody knows, suffixes themselves).
     */
    public Site of(Host host) {
        return registrable(host).orElseGet(() -> new Site(host.toString()));
    }

    /** The part of a host that somebody can register, if there is one. */
    public Optional<Site> registrable(Host host) {
        if (host.isAddress()) return Optional.empty();
        var labels = host.labels();
        int suffix = suffixLabels(labels);
        if (suffix == 0 || suffix >= labels.length) return Optional.empty();
        return Optional.of(
                new Site(String.join(".", Arrays.copyOfRange(labels, labels.length - suffix - 1, labels.length))));
    }

    /** How many labels at the end are a public suffix; the longest rule wins, an exception before all (0 for none). */
    private int suffixLabels(String[] labels) {
        int longest = 0;
        var tail = "";
        for (int taken = 1; taken <= labels.length; taken++) {
            var parent = tail;
            var label = labels[labels.length - taken];
            tail = parent.isEmpty() ? label : label + "." + parent;
            if (exceptions.contains(tail)) return taken - 1;
            if (rules.contains(tail) || wildcards.contains(parent)) longest = taken;
        }
        return longest;
    }

    private static String ascii(String rule) {
        var info = new IDNA.Info();
        return IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII)
                .nameToASCII(rule, new StringBuilder(), info)
                .toString()
                .toLowerCase(Locale.ROOT);
    }
}
