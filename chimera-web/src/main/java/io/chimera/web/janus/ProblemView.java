package io.chimera.web.janus;

import io.chimera.core.janus.HttpsRefused;
import io.chimera.core.janus.PseudonymRefused;
import io.chimera.web.words.Words;

/**
 * What could not be computed or done.
 *
 * @param name of the kind of refusal, by which a page finds the field it is about
 * @param what what happened
 * @param exactly what the part that refused said
 */
record ProblemView(String name, String what, String exactly) {

    static ProblemView of(PseudonymRefused refused, Words words) {
        return new ProblemView(refused.refusal().name(), words.of(refused.refusal()), refused.what());
    }

    static ProblemView of(HttpsRefused refused, Words words) {
        return new ProblemView(
                refused.refusal().name(), words.say("janus.https.refused." + refused.refusal()), refused.what());
    }
}
