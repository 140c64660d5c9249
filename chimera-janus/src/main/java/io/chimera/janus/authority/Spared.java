package io.chimera.janus.authority;

import io.chimera.janus.site.Host;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Hosts that are never looked into, whoever asks: the list {@code spared.txt} of this module, each with a reason. */
final class Spared {

    private static final String FILE = "spared.txt";

    private final Map<String, Reason> hosts = new HashMap<>();

    private Spared(BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isBlank() || line.startsWith("#")) continue;
            var words = line.strip().split("\\s+", 2);
            hosts.put(words[0], Reason.valueOf(words[1].toUpperCase(Locale.ROOT)));
        }
    }

    /** Why. */
    enum Reason {
        UPDATES("updates of a system or a program come from there, and they trust nobody between"),
        CERTIFICATES("certificates are issued or taken back there, and nobody should stand between"),
        PINNED("the program that goes there refuses every certificate but its own");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** In a sentence. */
        String words() {
            return words;
        }
    }

    /** The list that ships with this module. */
    static Spared shipped() {
        try (var in = Spared.class.getResourceAsStream(FILE)) {
            if (in == null) throw new IllegalStateException(FILE + " is missing from the program");
            return new Spared(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why a host is never looked into, if it is not. */
    Optional<Reason> why(Host host) {
        return Names.upwards(host.name())
                .flatMap(name -> Optional.ofNullable(hosts.get(name)).stream())
                .findFirst();
    }
}
