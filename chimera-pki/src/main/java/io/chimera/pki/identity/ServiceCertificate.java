package io.chimera.pki.identity;

import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.Minter;
import io.chimera.pki.step.OneTimeToken;
import io.chimera.pki.step.RootFingerprint;
import io.chimera.pki.step.StepCa;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.Lifetime;
import io.chimera.pki.x509.SigningRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service's own server certificate, kept fresh: when two thirds of its life have passed there is a new one, which the
 * next handshake shows; connections that exist are not disturbed. It is in memory only.
 *
 * <p>Had by a token, it is had anew with a new key. Had by ACME, it is renewed by showing it, which needs no challenge, and
 * had anew where that is refused.
 */
public final class ServiceCertificate implements Supplier<KeyAndChain>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ServiceCertificate.class);

    private static final Duration TOKEN_LIFE = Duration.ofSeconds(60);

    /** A clock may be set, a computer may sleep: looked at this often at least. */
    private static final Duration LONGEST_NAP = Duration.ofMinutes(1);

    private static final Duration UNTIL_IT_IS_QUIET = Duration.ofSeconds(10);

    private final StepCa ca;
    private final ServiceProof proof;
    private final List<String> names;
    private final Clock clock;
    private final Thread renewing;
    private volatile KeyAndChain current;
    private int failures;
    private volatile Instant lookAgain;

    private ServiceCertificate(StepCa ca, ServiceProof proof, List<String> names, Clock clock) throws AuthorityFailed {
        this.ca = ca;
        this.proof = proof;
        this.names = List.copyOf(names);
        this.clock = clock;
        this.current = obtain();
        this.lookAgain = Lifetime.of(current.certificate()).renewAt();
        this.renewing = Thread.ofVirtual().name("service-certificate").unstarted(this::keepFresh);
    }

    /**
     * Obtains the first one and keeps it fresh from then on.
     *
     * @param proof by what the authority lets it have one
     * @param names host names and IP literals the service answers to
     * @throws AuthorityFailed if the authority does not issue the first one
     */
    public static ServiceCertificate obtain(StepCa ca, ServiceProof proof, List<String> names, Clock clock)
            throws AuthorityFailed {
        var certificate = new ServiceCertificate(ca, proof, names, clock);
        certificate.renewing.start();
        return certificate;
    }

    /** By tokens of a provisioner that may name services. */
    public static ServiceCertificate obtain(StepCa ca, Minter by, List<String> names, Clock clock)
            throws AuthorityFailed {
        return obtain(ca, new ServiceProof.Token(by), names, clock);
    }

    @Override
    public KeyAndChain get() {
        if (clock.instant().isAfter(lookAgain)) LockSupport.unpark(renewing); // it was asleep for too long
        return current;
    }

    /** Nothing is asked or written any more when this returns, or ten seconds later at the latest. */
    @Override
    public void close() {
        renewing.interrupt();
        try {
            if (!renewing.join(UNTIL_IT_IS_QUIET)) log.warn("A service's certificate is still being renewed");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // it is quiet a moment later
        }
    }

    /** Renews it if it is time; says when to look again. */
    synchronized Instant round() {
        if (clock.instant().isBefore(lookAgain)) return lookAgain;
        try {
            current = renewed();
            failures = 0;
            lookAgain = Lifetime.of(current.certificate()).renewAt();
            log.info(
                    "A service has a new certificate name={} until={}",
                    names.getFirst(),
                    current.certificate().getNotAfter());
        } catch (AuthorityFailed e) {
            failed(e.what());
        } catch (RuntimeException e) {
            log.error("Renewing a service's certificate failed", e); // a library's, or ours: the next round must come
            failed(String.valueOf(e));
        }
        return lookAgain;
    }

    private void failed(String why) {
        failures++;
        lookAgain = Lifetime.of(current.certificate()).retryAt(failures, clock.instant());
        log.warn("A service's certificate could not be renewed name={} tries={}: {}", names.getFirst(), failures, why);
    }

    private void keepFresh() {
        while (!Thread.currentThread().isInterrupted()) {
            var nap = Duration.between(clock.instant(), round());
            LockSupport.parkNanos((nap.compareTo(LONGEST_NAP) < 0 ? nap : LONGEST_NAP).toNanos());
        }
    }

    private KeyAndChain renewed() throws AuthorityFailed {
        if (proof instanceof ServiceProof.Token) return obtain();
        try {
            return new KeyAndChain(current.key(), ca.renew(current));
        } catch (AuthorityFailed e) {
            log.info("A service's certificate is obtained anew, because it could not be renewed: {}", e.what());
            return obtain();
        }
    }

    private KeyAndChain obtain() throws AuthorityFailed {
        return switch (proof) {
            case ServiceProof.Token(var by) -> byToken(by);
            case ServiceProof.Acme(var order) -> order.obtain(ca, names, clock);
        };
    }

    private KeyAndChain byToken(Minter by) throws AuthorityFailed {
        var pair = Keys.make();
        var request = SigningRequest.make(pair, names.getFirst());
        var grant = new OneTimeToken.Grant(
                ca.signAudience(), RootFingerprint.of(ca.root()), names.getFirst(), names, request.digest());
        var token = OneTimeToken.mint(by, grant, clock.instant(), TOKEN_LIFE);
        return new KeyAndChain(pair.getPrivate(), ca.sign(request, token.jwt()));
    }
}
