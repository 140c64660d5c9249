package io.chimera.web.certificate;

import io.chimera.core.identity.Revocations;
import io.chimera.core.identity.Revocations.Verdict;
import io.chimera.web.words.Words;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What is known here of certificates that were taken back.
 *
 * @param asOf how fresh that is, in a sentence
 * @param trouble why it is older than it should be, as the part that fetches it says; empty if all is well
 * @param takenBack that the own certificate is among them, as the list says it; empty if it is not
 */
record KnowledgeView(String asOf, String trouble, String takenBack) {

    static KnowledgeView of(Revocations revocations, List<X509Certificate> own, Instant now, Words words) {
        var knowledge = revocations.knowledge();
        return new KnowledgeView(
                knowledge
                        .asOf()
                        .map(at -> words.say("known.as.of", words.moments().full(at, now)))
                        .orElseGet(() -> words.say("known.nothing")),
                knowledge.trouble().orElse(""),
                !own.isEmpty() && revocations.of(own) instanceof Verdict.Revoked(var why) ? why : "");
    }
}
