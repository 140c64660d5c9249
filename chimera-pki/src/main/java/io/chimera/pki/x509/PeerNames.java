package io.chimera.pki.x509;

import io.chimera.core.account.AccountId;
import java.util.List;

/** What a certificate calls a person: their Telegram id as its one DNS name, and a URI that says so again. */
public final class PeerNames {

    private static final String URI = "chimera://peer.chimera.internal/telegram/";

    private PeerNames() {}

    /** The names, the DNS name first. */
    public static List<String> of(AccountId person) {
        return List.of(person.toString(), URI + person);
    }

    /** The names by kind. */
    public static SubjectNames sorted(AccountId person) {
        return SubjectNames.sorted(of(person));
    }
}
