package io.chimera.pki.revocation;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.pki.https.Body;
import io.chimera.pki.https.Json;
import io.chimera.pki.step.RootFingerprint;
import io.chimera.pki.x509.Issuers;
import io.chimera.pki.x509.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lists on disk, so that a start without a network knows what was known before. What is read is verified again, up to
 * the pinned root.
 */
final class KeptLists {

    private static final Logger log = LoggerFactory.getLogger(KeptLists.class);

    private static final String LIST = "authority.json";
    private static final String STANDING = "provider.json";
    private static final int LARGEST = 8 * 1024 * 1024;

    private final Path folder;
    private final RootFingerprint pinned;

    KeptLists(Path folder, RootFingerprint pinned) {
        this.folder = folder;
        this.pinned = pinned;
    }

    /** The authority's list as it came, with what verifies it. */
    record Signed(X509Certificate root, List<X509Certificate> issuers, Body der) {
        Signed {
            issuers = List.copyOf(issuers);
        }
    }

    /**
     * What the provider said when it was last heard.
     *
     * @param keys empty if it keeps no such list
     */
    record Heard(Instant at, Optional<StandingKeys> keys) {}

    Optional<Signed> signed() {
        try {
            var text = read(LIST);
            if (text.isEmpty()) return Optional.empty();
            var kept = Json.read(Body.of(text.get()), KeptList.class);
            if (kept.root() == null || kept.issuers() == null || kept.list() == null) {
                throw new IOException(LIST + " is not one of ours");
            }
            var root = Pem.certificate(kept.root());
            if (!pinned.matches(root)) return Optional.empty(); // another authority's, of before
            var issuers = Pem.certificates(kept.issuers()).stream()
                    .filter(issuer -> Issuers.isIntermediate(issuer, root))
                    .toList();
            return Optional.of(
                    new Signed(root, issuers, Body.of(Base64.getDecoder().decode(kept.list()))));
        } catch (IOException | IllegalArgumentException e) {
            log.warn("The revocation list on disk cannot be used and is fetched anew: {}", e.getMessage());
            return Optional.empty();
        }
    }

    void keep(Signed signed) {
        write(
                LIST,
                new KeptList(
                        Pem.of(signed.root()),
                        Pem.of(signed.issuers()),
                        Base64.getEncoder().encodeToString(signed.der().bytes())));
    }

    Optional<Heard> heard() {
        try {
            var text = read(STANDING);
            if (text.isEmpty()) return Optional.empty();
            var kept = Json.read(Body.of(text.get()), KeptStanding.class);
            if (kept.root() == null || kept.at() == null) throw new IOException(STANDING + " is not one of ours");
            if (!pinned.hex().equals(kept.root())) return Optional.empty();
            var keys = kept.keys() == null
                    ? Optional.<StandingKeys>empty()
                    : Optional.of(StandingKeys.parse(Body.of(kept.keys())));
            return Optional.of(new Heard(kept.at(), keys));
        } catch (IOException | ListRefused e) {
            log.warn("What the identity provider said of keys cannot be read and is asked anew: {}", e.getMessage());
            return Optional.empty();
        }
    }

    void keep(Heard heard) {
        var keys = heard.keys()
                .map(StandingKeys::json)
                .map(json -> new String(json, StandardCharsets.UTF_8))
                .orElse(null);
        write(STANDING, new KeptStanding(pinned.hex(), heard.at(), keys));
    }

    private Optional<String> read(String name) throws IOException {
        var existing = PrivateFolder.existing(folder);
        return existing.isEmpty() ? Optional.empty() : existing.get().read(name, LARGEST);
    }

    /** Not being able to write costs the memory of a restart, and nothing now. */
    private void write(String name, Object value) {
        try {
            PrivateFolder.open(folder).write(name, new String(Json.write(value), StandardCharsets.UTF_8));
        } catch (IOException e) {
            log.warn("What was taken back cannot be kept for the next start: {}", e.getMessage());
        }
    }

    private record KeptList(
            @Nullable String root,
            @Nullable String issuers,
            @Nullable String list) {}

    private record KeptStanding(
            @Nullable String root,
            @Nullable Instant at,
            @Nullable String keys) {}
}
