package io.chimera.pki.lab;

import io.chimera.pki.lab.LabCaSettings.Lives;
import io.chimera.pki.lab.TokenDesk.Permission;
import io.chimera.pki.x509.KeyAndChain;
import io.chimera.pki.x509.Keys;
import io.chimera.pki.x509.SigningRequest;
import io.chimera.pki.x509.SubjectNames;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what a certificate says and for how long, signs it, and remembers it. */
final class Issuer {

    private static final Logger log = LoggerFactory.getLogger(Issuer.class);

    private final KeyAndChain intermediate;
    private final List<Provisioner> provisioners;
    private final Lives lives;
    private final Optional<URI> crlUrl;
    private final CaLedger ledger;
    private final Clock clock;

    Issuer(AuthorityKeys keys, List<Provisioner> provisioners, LabCaSettings settings, CaLedger ledger, Clock clock) {
        this.intermediate = keys.intermediate();
        this.provisioners = List.copyOf(provisioners);
        this.lives = settings.lives();
        this.crlUrl = settings.crlUrl();
        this.ledger = ledger;
        this.clock = clock;
    }

    /** When a certificate is to begin and end, as far as its asker says. */
    record Wish(Optional<Moment> notBefore, Optional<Moment> notAfter) {

        /** Whatever is usual. */
        static final Wish NONE = new Wish(Optional.empty(), Optional.empty());
    }

    /** A first certificate, for a request and with a permission. */
    X509Certificate sign(SigningRequest request, Permission permission, Wish wish) throws Refusal {
        checkNames(request, permission);
        if (permission.request().isPresent()
                && !permission.request().get().equals(request.digest().base64Url())) {
            throw Refusal.forbidden("certificate request fingerprint does not match the token's");
        }
        checkKey(request.key());
        var names = permission.by().template().names(permission.subject(), permission.names());
        var now = clock.instant();
        var from = wish.notBefore().map(moment -> moment.after(now)).orElse(now);
        var until = wish.notAfter().map(moment -> moment.after(from)).orElseGet(() -> usual(from, permission));
        if (permission.until().filter(until::isAfter).isPresent()) {
            throw Refusal.forbidden(
                    "requested certificate notAfter is after the expiration of the provisioning credential");
        }
        var begins = wish.notBefore().isPresent() ? from : from.minus(lives.backdate());
        checkLife(begins, until, now);
        return issue(permission.by(), permission.subject(), names, request.key(), begins, until);
    }

    /** One more with the same names and length of life, for the same key or another. */
    X509Certificate renew(X509Certificate present, PublicKey key) throws Refusal {
        var by = provisionerOf(present);
        var now = clock.instant();
        if (ledger.isRevoked(present.getSerialNumber())
                || now.isBefore(present.getNotBefore().toInstant())
                || now.isAfter(present.getNotAfter().toInstant())) {
            log.info("Renewal refused serial={}", present.getSerialNumber().toString(16));
            throw Refusal.unauthorized();
        }
        checkKey(key);
        var life = Duration.between(
                present.getNotBefore().toInstant(), present.getNotAfter().toInstant());
        var begins = now.minus(lives.backdate());
        return issue(by, commonName(present), names(present), key, begins, begins.plus(life));
    }

    private X509Certificate issue(
            Provisioner by, String commonName, SubjectNames names, PublicKey key, Instant begins, Instant ends) {
        var certificate = Certificates.leaf(
                new Certificates.Leaf(
                        commonName,
                        names,
                        by.template().purposes(),
                        key,
                        begins.truncatedTo(ChronoUnit.SECONDS),
                        ends.truncatedTo(ChronoUnit.SECONDS),
                        Optional.of(by),
                        crlUrl),
                intermediate);
        ledger.issued(certificate, commonName, by, clock.instant());
        log.info(
                "Certificate issued serial={} provisioner={} notAfter={}",
                certificate.getSerialNumber().toString(16),
                by.name(),
                certificate.getNotAfter().toInstant());
        return certificate;
    }

    /** Of each kind of name a request has, it must have exactly the token's; kinds it lacks do not matter. */
    private static void checkNames(SigningRequest request, Permission permission) throws Refusal {
        var wanted = permission.subject();
        var told = request.commonName();
        if (!told.isEmpty() && !told.equals(wanted) && !permission.names().dns().contains(told)) {
            throw Refusal.forbidden(
                    "certificate request does not contain the valid common name - got " + told + ", want " + wanted);
        }
        var asked = request.names();
        var allowed = permission.names();
        if (!(fits(asked.dns(), allowed.dns())
                && fits(asked.emails(), allowed.emails())
                && fits(asked.ips(), allowed.ips())
                && fits(asked.uris(), allowed.uris()))) {
            throw Refusal.forbidden("certificate request does not contain the valid names");
        }
    }

    private static boolean fits(List<String> asked, List<String> allowed) {
        return asked.isEmpty() || Set.copyOf(asked).equals(Set.copyOf(allowed));
    }

    /** Nobody's certificate outlives the one that let it be issued. */
    private Instant usual(Instant from, Permission permission) {
        var until = from.plus(lives.usual());
        return permission.until().filter(until::isAfter).orElse(until);
    }

    private static void checkKey(PublicKey key) throws Refusal {
        var weakness = Keys.weakness(key);
        if (weakness.isPresent()) throw Refusal.forbidden("certificate request " + weakness.get());
    }

    private void checkLife(Instant begins, Instant ends, Instant now) throws Refusal {
        if (ends.isBefore(now)) throw Refusal.badRequest("requested certificate notAfter is in the past");
        if (ends.isBefore(begins)) throw Refusal.badRequest("requested certificate notAfter is before notBefore");
        var life = Duration.between(begins, ends);
        if (life.compareTo(lives.shortest()) < 0) {
            throw Refusal.forbidden("requested duration of " + GoDuration.text(life)
                    + " is less than the authorized minimum certificate duration of "
                    + GoDuration.text(lives.shortest()));
        }
        if (life.compareTo(lives.longest().plus(lives.backdate())) > 0) {
            throw Refusal.forbidden("requested duration of " + GoDuration.text(life)
                    + " is more than the authorized maximum certificate duration of "
                    + GoDuration.text(lives.longest().plus(lives.backdate())));
        }
    }

    private Provisioner provisionerOf(X509Certificate certificate) throws Refusal {
        var name = Certificates.provisioner(certificate);
        return provisioners.stream()
                .filter(known -> name.isPresent() && known.name().equals(name.get()))
                .findFirst()
                .orElseThrow(Refusal::unauthorized);
    }

    private static String commonName(X509Certificate certificate) {
        return SigningRequest.commonName(Certificates.name(certificate));
    }

    private static SubjectNames names(X509Certificate certificate) throws Refusal {
        try {
            return SubjectNames.of(certificate);
        } catch (CertificateParsingException e) {
            throw Refusal.badRequest("the certificate's names cannot be read");
        }
    }
}
