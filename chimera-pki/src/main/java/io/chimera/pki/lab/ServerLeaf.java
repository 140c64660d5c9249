package io.chimera.pki.lab;

import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.Lifetime;
import io.chimera.pki.x509.SubjectNames;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;

/** The authority's own server certificate: good for a day, and made anew when two thirds of the day have passed. */
final class ServerLeaf implements Supplier<KeyAndChain> {

    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration BACKDATE = Duration.ofHours(1);

    private final KeyAndChain intermediate;
    private final List<String> names;
    private final Clock clock;
    private @Nullable KeyAndChain current;

    ServerLeaf(KeyAndChain intermediate, List<String> names, Clock clock) {
        this.intermediate = intermediate;
        this.names = List.copyOf(names);
        this.clock = clock;
    }

    @Override
    public synchronized KeyAndChain get() {
        if (current == null
                || !clock.instant().isBefore(Lifetime.of(current.certificate()).renewAt())) {
            current = make();
        }
        return current;
    }

    private KeyAndChain make() {
        var pair = Keys.make();
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var leaf = Certificates.leaf(
                new Certificates.Leaf(
                        "Chimera Lab CA",
                        SubjectNames.sorted(names),
                        List.of(KeyPurposeId.id_kp_serverAuth),
                        pair.getPublic(),
                        now.minus(BACKDATE),
                        now.plus(LIFE),
                        Optional.empty(),
                        Optional.empty()),
                intermediate);
        return new KeyAndChain(pair.getPrivate(), List.of(leaf, intermediate.certificate()));
    }
}
