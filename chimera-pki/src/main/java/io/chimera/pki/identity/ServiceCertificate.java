package io.chimera.pki.identity;

import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.OneTimeToken;
import io.chimera.pki.step.ProvisionerKey;
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
 * A service's own server certificate, had from the authority by a token of the provider's own making, and had anew with a
 * new key when two thirds of its life have passed. It is in memory only.
 */
public final class ServiceCertificate implements Supplier<KeyAndChain>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ServiceCertificate.class);

    private static final Duration TOKEN_LIFE = Duration.ofSeconds(60);

    /** A clock may be set, a computer may sleep: looked at this often at least. */
    private static final Duration LONGEST_NAP = Duration.ofMinutes(1);

    private final StepCa ca;
    private final ProvisionerKey key;
    private final List<String> names;
    private final Clock clock;
    private final Thread renewing;
    private volatile KeyAndChain current;
    private int failures;
    private volatile Instant lookAgain;

    private ServiceCertificate(StepCa ca, ProvisionerKey key, List<String> names, Clock clock) throws AuthorityFailed {
        this.ca = ca;
        this.key = key;
        this.names = List.copyOf(names);
        this.clock = clock;
        this.current = obtain();
        this.lookAgain = Lifetime.of(current.certificate()).renewAt();
        this.renewing = Thread.ofVirtual().name("service-certificate").unstarted(this::keepFresh);
    }

    /**
     * Obtains the first one and keeps it fresh from then on.
     *
     * @param key of the provisioner that may name services
     * @param names host names and IP literals the service answers to
     * @throws AuthorityFailed if the authority does not issue the first one
     */
    public static ServiceCertificate obtain(StepCa ca, ProvisionerKey key, List<String> names, Clock clock)
            throws AuthorityFailed {
        var certificate = new ServiceCertificate(ca, key, names, clock);
        certificate.renewing.start();
        return certificate;
    }

    @Override
    public KeyAndChain get() {
        if (clock.instant().isAfter(lookAgain)) LockSupport.unpark(renewing); // it was asleep for too long
        return current;
    }

    @Override
    public void close() {
        renewing.interrupt();
    }

    /** Renews it if it is time; says when to look again. */
    synchronized Instant round() {
        if (clock.instant().isBefore(lookAgain)) return lookAgain;
        try {
            current = obtain();
            failures = 0;
            lookAgain = Lifetime.of(current.certificate()).renewAt();
            log.info(
                    "A service has a new certificate name={} until={}",
                    names.getFirst(),
                    current.certificate().getNotAfter());
        } catch (AuthorityFailed e) {
            failures++;
            lookAgain = Lifetime.of(current.certificate()).retryAt(failures, clock.instant());
            log.warn(
                    "A service's certificate could not be renewed name={} tries={}: {}",
                    names.getFirst(),
                    failures,
                    e.what());
        }
        return lookAgain;
    }

    private void keepFresh() {
        while (!Thread.currentThread().isInterrupted()) {
            var nap = Duration.between(clock.instant(), round());
            LockSupport.parkNanos((nap.compareTo(LONGEST_NAP) < 0 ? nap : LONGEST_NAP).toNanos());
        }
    }

    private KeyAndChain obtain() throws AuthorityFailed {
        var pair = Keys.make();
        var request = SigningRequest.make(pair, names.getFirst());
        var grant = new OneTimeToken.Grant(
                ca.signAudience(), RootFingerprint.of(ca.root()), names.getFirst(), names, request.digest());
        var token = OneTimeToken.mint(key, grant, clock.instant(), TOKEN_LIFE);
        return new KeyAndChain(pair.getPrivate(), ca.sign(request, token.jwt()));
    }
}
