package io.chimera.pki.lab;

import io.chimera.core.account.AccountId;
import io.chimera.pki.x509.PeerNames;
import io.chimera.pki.x509.SubjectNames;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** What a provisioner's certificates look like, and whom it may name: neither kind can pass for the other. */
enum Template {

    /** People: one DNS name, which is the Telegram id, and a URI that says so again. Serves and calls. */
    PEER {
        @Override
        List<KeyPurposeId> purposes() {
            return List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);
        }

        @Override
        SubjectNames names(String subject, SubjectNames asked) throws Refusal {
            if (!TELEGRAM_ID.matcher(subject).matches()) {
                throw Refusal.badRequest("subject must be a numeric Telegram id");
            }
            return PeerNames.sorted(new AccountId(Long.parseLong(subject)));
        }
    },

    /** Services: host names and IP addresses as the token asks, none of which reads as a number. Serves only. */
    SERVICE {
        @Override
        List<KeyPurposeId> purposes() {
            return List.of(KeyPurposeId.id_kp_serverAuth);
        }

        @Override
        SubjectNames names(String subject, SubjectNames asked) throws Refusal {
            if (asked.dns().stream().anyMatch(NUMBER.asMatchPredicate())
                    || NUMBER.matcher(subject).matches()) {
                throw Refusal.badRequest("a service must not have a number for its name");
            }
            if (!asked.emails().isEmpty() || !asked.uris().isEmpty() || asked.others() > 0) {
                throw Refusal.badRequest("a service has host names and addresses only");
            }
            return asked;
        }
    };

    private static final Pattern TELEGRAM_ID = Pattern.compile("[1-9][0-9]{0,15}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** What its certificates are good for (RFC 5280 §4.2.1.12). */
    abstract List<KeyPurposeId> purposes();

    /** The alternative names of a certificate for this subject. */
    abstract SubjectNames names(String subject, SubjectNames asked) throws Refusal;
}
