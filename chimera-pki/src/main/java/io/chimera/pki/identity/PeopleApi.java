package io.chimera.pki.identity;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.RevocationReason;
import io.chimera.core.provider.Register.Issuance;
import io.chimera.core.provider.Register.Revoked;
import io.chimera.pki.https.Answer;
import io.chimera.pki.https.Call;
import io.chimera.pki.https.PinnedTrust;
import io.chimera.pki.identity.Issuances.Standing;
import io.chimera.pki.x509.MalformedPem;
import io.chimera.pki.x509.Pem;
import io.chimera.pki.x509.SubjectNames;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of the interface that is about certificates there are: shown, listed, disowned, and who is still good. */
final class PeopleApi {

    private static final Pattern NOTE = Pattern.compile("[^\\p{Cntrl}]{0,200}");
    private static final int MOST_COMPUTERS = 100;

    /** What a person can say of their own computer. */
    private static final Set<RevocationReason> REASONS = EnumSet.of(
            RevocationReason.UNSPECIFIED,
            RevocationReason.KEY_COMPROMISE,
            RevocationReason.AFFILIATION_CHANGED,
            RevocationReason.SUPERSEDED,
            RevocationReason.CESSATION_OF_OPERATION,
            RevocationReason.PRIVILEGE_WITHDRAWN);

    private final Issuances issuances;
    private final ProviderRegister register;
    private final PinnedTrust trust;
    private final Clock clock;
    private final AtomicReference<@Nullable Standing> lastTold = new AtomicReference<>();

    PeopleApi(Issuances issuances, ProviderRegister register, PinnedTrust trust, Clock clock) {
        this.issuances = issuances;
        this.register = register;
        this.trust = trust;
        this.clock = clock;
    }

    /** Anybody may show any certificate: it is public, and counts only if its key was proven here. */
    Answer show(Call call) throws Problem {
        var chain = chain(ProviderApi.read(call.body(), ChainBody.class).chain());
        var leaf = chain.getFirst();
        var person = CertifiedPerson.of(leaf);
        if (person.isEmpty() || !issuances.show(person.get(), leaf, Asker.of(call.asker()), clock.instant())) {
            throw new Problem(404, "No code was answered here for this certificate's key.");
        }
        return ProviderApi.nothing();
    }

    /** Asked by every neighbour every minute: as long as nothing changes it is one small question to the database. */
    Answer standing() {
        var told = lastTold.get();
        if (told == null || told.number() != issuances.number()) {
            told = issuances.standing();
            lastTold.set(told);
        }
        return Answer.json(200, new StandingBody(told.number(), clock.instant(), told.people()));
    }

    Answer computers(Call call) throws Problem {
        var caller = caller(call);
        var all = issuances.newest(Optional.of(caller.person()), Instant.MAX, MOST_COMPUTERS);
        return Answer.json(
                200, new ComputersBody(all.stream().map(ComputerBody::of).toList()));
    }

    Answer disown(String key, Call call) throws Problem {
        var caller = caller(call);
        var body = ProviderApi.read(call.body(), DisownBody.class);
        var wanted = issuances
                .find(caller.person(), new KeyFingerprint(key))
                .orElseThrow(() -> new Problem(404, "None of your computers has this key."));
        if (wanted.at().isAfter(caller.at())) {
            throw new Problem(
                    403,
                    "That computer has proven itself later than this one, so that this one cannot disown it. Ask for a"
                            + " new code here first.");
        }
        var reason = REASONS.stream()
                .filter(known -> known.name().equals(body.reason()))
                .findFirst()
                .orElseThrow(() -> new Problem(400, "reason is one of " + REASONS + "."));
        if (!NOTE.matcher(body.note()).matches()) throw new Problem(400, "note is a line of at most 200 characters.");
        // What the authority has not done now is done later; neighbours hear of it at once.
        register.revoke(wanted, reason, body.note(), Asker.of(call.asker()));
        return ProviderApi.nothing();
    }

    /** Whose computer it is, by the certificate it shows; path and dates were checked in the handshake. */
    private Issuance caller(Call call) throws Problem {
        var shown = call.client().orElseThrow(() -> new Problem(401, "Show the certificate you have."));
        return CertifiedPerson.of(shown)
                .flatMap(person -> issuances.find(person, KeyFingerprint.of(shown.getPublicKey())))
                .filter(known -> known.revoked().isEmpty())
                .orElseThrow(() -> new Problem(
                        403, "This certificate's key was not proven here, or was taken back. Ask for a new code."));
    }

    private List<X509Certificate> chain(String pem) throws Problem {
        try {
            var chain = Pem.certificates(pem);
            if (chain.isEmpty()) throw new Problem(400, "chain holds no certificate.");
            trust.checkCalls(chain);
            return chain;
        } catch (MalformedPem | IllegalArgumentException e) {
            throw new Problem(400, "chain: " + e.getMessage() + ".");
        } catch (CertificateException e) {
            throw new Problem(400, "chain: it does not lead to this authority's root, or is not good now.");
        }
    }

    private record ChainBody(String chain) {}

    private record DisownBody(String reason, String note) {}

    private record StandingBody(long number, Instant at, Map<String, List<String>> people) {}

    private record ComputersBody(List<ComputerBody> computers) {}

    private record ComputerBody(
            String key,
            String name,
            Instant since,
            @Nullable Instant disowned) {
        static ComputerBody of(Issuance issuance) {
            return new ComputerBody(
                    issuance.key().hex(),
                    issuance.device(),
                    issuance.at(),
                    issuance.revoked().map(Revoked::at).orElse(null));
        }
    }

    /** Who a certificate says its holder is. */
    private static final class CertifiedPerson {
        private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,15}");

        private CertifiedPerson() {}

        static Optional<AccountId> of(X509Certificate certificate) {
            try {
                var names = SubjectNames.of(certificate);
                var one = names.dns().size() == 1
                        && names.ips().isEmpty()
                        && names.emails().isEmpty();
                return Optional.of(names.dns())
                        .filter(_ -> one)
                        .map(List::getFirst)
                        .filter(name -> ID.matcher(name).matches())
                        .map(name -> new AccountId(Long.parseLong(name)));
            } catch (CertificateException e) {
                return Optional.empty();
            }
        }
    }
}
