package io.chimera.pki.acme;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.pki.step.AuthorityFailed;
import io.chimera.pki.step.AuthorityFailed.Kind;
import io.chimera.pki.step.StepCa;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.SigningRequest;
import io.chimera.pki.x509.SubjectNames;
import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Identifier;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.challenge.TlsAlpn01Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeNetworkException;

/**
 * A certificate by ACME (RFC 8555; RFC 8738 for addresses), from a provisioner of a step-ca, for names that answer here.
 *
 * @param provisioner the name of its ACME provisioner
 * @param folder keeps the account's key
 */
public record AcmeOrder(String provisioner, AcmeChallenge challenge, PrivateFolder folder) {

    /** One request. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** One step of the order, over several requests. */
    private static final Duration A_STEP = Duration.ofSeconds(30);

    private static final Duration A_MOMENT = Duration.ofMillis(250);

    public AcmeOrder {
        if (!provisioner.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("not the name of an ACME provisioner: " + provisioner);
        }
    }

    /**
     * Obtains a certificate for a new key. Blocks for up to some minutes, usually a second.
     *
     * @param names host names and IP literals; the authority calls each
     */
    public KeyAndChain obtain(StepCa ca, List<String> names, Clock clock) throws AuthorityFailed {
        var trust = ca.trust();
        var session = new Session(directory(ca.url()), new PinnedAcme(trust.context()));
        session.networkSettings().setTimeout(PATIENCE);
        try {
            var pair = Keys.make();
            var chain = ordered(session, AcmeAccountKey.in(folder), pair, names, clock);
            trust.checkServes(chain);
            if (!Keys.belongTogether(pair.getPrivate(), chain.getFirst().getPublicKey())) {
                throw new CertificateException("it is for another key");
            }
            return new KeyAndChain(pair.getPrivate(), chain);
        } catch (CertificateException e) {
            throw new AuthorityFailed(
                    Kind.NOT_ITSELF, "The authority issued a certificate that cannot be used: " + e.getMessage(), e);
        } catch (AcmeNetworkException e) {
            throw new AuthorityFailed(
                    Kind.UNREACHABLE, "The certificate authority could not be asked by ACME: " + e.getMessage(), e);
        } catch (AcmeException e) {
            throw new AuthorityFailed(
                    Kind.REFUSED,
                    "The certificate authority did not accept the order: " + e.getMessage() + ". Does it have the ACME"
                            + " provisioner " + provisioner + ", and does that allow these names and this challenge?",
                    e);
        } catch (IOException e) {
            throw new AuthorityFailed(
                    Kind.REFUSED,
                    "The challenge cannot be answered at " + challenge.at() + ": " + e.getMessage()
                            + ". Give it an address and a port that are free.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuthorityFailed(Kind.UNREACHABLE, "Stopped while waiting for the certificate authority.", e);
        }
    }

    private URI directory(URI ca) {
        return URI.create(ca + "/acme/" + provisioner + "/directory");
    }

    private List<X509Certificate> ordered(
            Session session, KeyPair account, KeyPair pair, List<String> names, Clock clock)
            throws AcmeException, IOException, InterruptedException, AuthorityFailed {
        var login =
                new AccountBuilder().agreeToTermsOfService().useKeyPair(account).createLogin(session);
        var order = login.newOrder().identifiers(identifiers(names)).create();
        for (var authorization : order.getAuthorizations()) {
            if (authorization.getStatus() != Status.VALID) prove(authorization, clock);
        }
        finished(order.waitUntilReady(A_STEP), Status.READY, order);
        order.execute(SigningRequest.make(pair, SubjectNames.sorted(names)).der());
        finished(order.waitForCompletion(A_STEP), Status.VALID, order);
        return order.getCertificate().getCertificateChain();
    }

    private void prove(Authorization authorization, Clock clock)
            throws AcmeException, IOException, InterruptedException, AuthorityFailed {
        var name = name(authorization.getIdentifier());
        var asked = asked(authorization, name);
        try (var _ = stand(asked, name, clock)) {
            asked.trigger();
            if (!isProven(authorization, asked.getType())) {
                throw new AuthorityFailed(
                        Kind.REFUSED,
                        "The certificate authority did not find the answer to its challenge at " + name + ": "
                                + error(authorization, asked.getType()).orElse("it did not say why")
                                + ". It must reach that name on port "
                                + (challenge instanceof AcmeChallenge.Http01 ? "80" : "443") + ".",
                        null);
            }
        }
    }

    /** step-ca leaves a challenge it could not check pending, with an error, and does not try again by itself. */
    private static boolean isProven(Authorization authorization, String type)
            throws AcmeException, InterruptedException {
        var until = System.nanoTime() + A_STEP.toNanos();
        do {
            authorization.fetch();
            switch (authorization.getStatus()) {
                case VALID -> {
                    return true;
                }
                case PENDING, PROCESSING -> {
                    if (error(authorization, type).isPresent()) return false;
                }
                default -> {
                    return false;
                }
            }
            Thread.sleep(A_MOMENT);
        } while (System.nanoTime() < until);
        return false;
    }

    private static Optional<String> error(Authorization authorization, String type) {
        return authorization
                .<Challenge>findChallenge(type)
                .flatMap(Challenge::getError)
                .map(Problem::toString);
    }

    private Challenge asked(Authorization authorization, String name) throws AuthorityFailed {
        var type = switch (challenge) {
            case AcmeChallenge.Http01 _ -> Http01Challenge.TYPE;
            case AcmeChallenge.TlsAlpn01 _ -> TlsAlpn01Challenge.TYPE;
        };
        return authorization
                .<Challenge>findChallenge(type)
                .orElseThrow(() -> new AuthorityFailed(
                        Kind.REFUSED,
                        "The certificate authority does not offer the challenge " + type + " for " + name
                                + ". Allow it in the ACME provisioner, or use the other one.",
                        null));
    }

    private Stand stand(Challenge asked, String name, Clock clock) throws IOException {
        return switch (asked) {
            case Http01Challenge http -> HttpStand.start(challenge.at(), http.getToken(), http.getAuthorization());
            case TlsAlpn01Challenge tls ->
                TlsStand.start(challenge.at(), ChallengeCertificate.of(name, tls.getAcmeValidation(), clock.instant()));
            default -> throw new IllegalStateException("a challenge of the type " + asked.getType());
        };
    }

    private static void finished(Status status, Status wanted, Order order) throws AuthorityFailed {
        if (status == wanted) return;
        throw new AuthorityFailed(
                Kind.REFUSED,
                "The certificate authority did not finish the order (" + status + "): "
                        + order.getError().map(Problem::toString).orElse("it did not say why") + ".",
                null);
    }

    private static List<Identifier> identifiers(List<String> names) {
        var sorted = SubjectNames.sorted(names);
        var identifiers = new ArrayList<Identifier>();
        for (var name : sorted.dns()) identifiers.add(Identifier.dns(name));
        for (var ip : sorted.ips()) identifiers.add(Identifier.ip(ip));
        return identifiers;
    }

    private static String name(Identifier identifier) throws AcmeException {
        return identifier.getType().equals(Identifier.TYPE_IP)
                ? identifier.getIP().getHostAddress()
                : identifier.getDomain();
    }
}
