package io.chimera.web.certificate;

import io.chimera.core.identity.EnrolmentFailed;
import io.chimera.web.words.Words;

/**
 * A step that did not succeed.
 *
 * @param what what happened
 * @param next what to do
 * @param again how long to wait first; empty when the other end did not say
 * @param exactly what the part that failed said
 */
record ProblemView(String what, String next, String again, String exactly) {

    static ProblemView of(EnrolmentFailed failed, Words words) {
        var exactly = failed.getMessage();
        return new ProblemView(
                words.of(failed.reason()),
                words.of(failed.reason(), "next"),
                failed.retryAfter()
                        .map(wait ->
                                words.say("certificate.wait", words.figures().duration(wait)))
                        .orElse(""),
                exactly == null ? "" : exactly);
    }
}
