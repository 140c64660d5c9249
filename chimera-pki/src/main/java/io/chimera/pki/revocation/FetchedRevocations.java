package io.chimera.pki.revocation;

import io.chimera.core.account.AccountId;
import io.chimera.core.event.Events;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.identity.Revocations;
import io.chimera.core.identity.RevocationsChanged;
import io.chimera.pki.step.RootFingerprint;
import io.chimera.pki.x509.SubjectNames;
import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was taken back, from the authority's revocation list and from what the identity provider says of keys. Both are
 * fetched again and again over connections that lead to the pinned root, and kept on disk.
 */
public final class FetchedRevocations implements Revocations, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FetchedRevocations.class);

    private final RevocationSettings settings;
    private final Events events;
    private final Clock clock;
    private final AuthorityList list;
    private final ProviderKeys provider;
    private final List<Rounds> rounds;
    private boolean tooOld;

    /**
     * @param home folder of its own for what is kept; made when there is something to keep
     * @param pinned the authority's root
     * @param identityUrl the identity provider
     * @param patience the longest a call to either may take
     */
    public record Place(Path home, RootFingerprint pinned, URI identityUrl, Duration patience) {}

    /** Knows what is on disk; fetches nothing before {@link #start}. */
    public FetchedRevocations(
            RevocationSettings settings, Place place, AuthorityAtHand authority, Events events, Clock clock) {
        var kept = new KeptLists(place.home(), place.pinned());
        this.settings = settings;
        this.events = events;
        this.clock = clock;
        this.list = new AuthorityList(authority, kept, settings.grace(), clock);
        this.provider =
                new ProviderKeys(place.identityUrl(), authority, kept, settings.grace(), place.patience(), clock);
        this.rounds = List.of(
                new Rounds("revocation-list", settings.every(), () -> round(list)),
                new Rounds("keys-that-remain-good", settings.every(), () -> round(provider)));
    }

    /** That a certificate was taken back. */
    public record TakenBack(RevocationReason reason, String why) {}

    /** Begins to fetch. */
    public void start() {
        rounds.forEach(Rounds::start);
    }

    @Override
    public void close() {
        rounds.forEach(Rounds::close);
        provider.close();
    }

    @Override
    public Verdict of(List<X509Certificate> chain) {
        var takenBack = takenBack(chain.getFirst());
        if (takenBack.isPresent()) return new Verdict.Revoked(takenBack.get().why());
        if (!settings.strict()) return new Verdict.Good();
        var old = old();
        return old.isEmpty()
                ? new Verdict.Good()
                : new Verdict.Unknown(
                        old + " chimera.pki.revocation.strict says that nobody is believed until that is" + " known.");
    }

    /** Whether a certificate, or its key, is known to have been taken back. */
    public Optional<TakenBack> takenBack(X509Certificate certificate) {
        return bySerial(certificate).or(() -> byKey(certificate));
    }

    /**
     * That somebody here has just proven a key to the identity provider. Until the provider is asked again, its last
     * answer would call that key one that was taken back.
     */
    public void proven(AccountId person, PublicKey key) {
        provider.proven(person.toString(), KeyFingerprint.of(key));
    }

    @Override
    public Knowledge knowledge() {
        var trouble = Stream.of(list.trouble(), provider.trouble())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return new Knowledge(
                list.list().map(RevokedSerials::madeAt), Optional.of(trouble).filter(text -> !text.isEmpty()));
    }

    /** Asks both once; says whether both answered. */
    boolean round() {
        var listed = round(list);
        return round(provider) && listed;
    }

    private boolean round(Source source) {
        try {
            var more = source.fetch();
            source.went(null);
            if (more) events.publish(new RevocationsChanged(clock.instant()));
            return true;
        } catch (ListRefused e) {
            if (!Thread.currentThread().isInterrupted()) source.went(e.getMessage()); // else the node closes
            return false;
        } catch (RuntimeException e) {
            log.error("Asking what was taken back failed", e);
            source.went("Asking what was taken back failed: " + e + ".");
            return false;
        } finally {
            age();
        }
    }

    /** Tells once when what is known has become too old: those who are strict have connections to end then. */
    private synchronized void age() {
        if (!list.wasAsked() || !provider.wasAsked()) return;
        var old = old();
        if (!old.isEmpty() && !tooOld) {
            log.warn("{} {}", old, settings.strict() ? "Nobody is believed." : "Everybody is believed all the same.");
            if (settings.strict()) events.publish(new RevocationsChanged(clock.instant()));
        }
        tooOld = !old.isEmpty();
    }

    private String old() {
        return Stream.of(list.tooOld(), provider.tooOld())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    private Optional<TakenBack> bySerial(X509Certificate certificate) {
        var serial = certificate.getSerialNumber();
        return list.list()
                .flatMap(known -> Optional.ofNullable(known.entries().get(serial)))
                .map(entry -> new TakenBack(
                        entry.reason(),
                        "The certificate " + serial.toString(16) + " was taken back at " + entry.at() + " ("
                                + entry.reason() + ")."));
    }

    private Optional<TakenBack> byKey(X509Certificate certificate) {
        var key = KeyFingerprint.of(certificate.getPublicKey());
        return provider.keys()
                .filter(keys -> names(certificate).stream().anyMatch(person -> keys.isTakenBack(person, key)))
                .map(_ -> new TakenBack(
                        RevocationReason.UNSPECIFIED, "The key " + key + " is none of those that remain good."));
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            return SubjectNames.of(certificate).dns();
        } catch (CertificateParsingException e) {
            return List.of(); // whoever verifies the path finds out
        }
    }
}
