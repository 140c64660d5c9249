package io.chimera.web.failure;

import io.chimera.web.words.Words;
import java.util.Set;

/**
 * Something went wrong, told to a person.
 *
 * @param what what happened
 * @param next what to do now
 */
record ErrorView(int status, String what, String next) {

    private static final Set<Integer> KNOWN = Set.of(400, 401, 403, 404, 405, 409, 413, 500, 507);

    static ErrorView of(int status, Words words) {
        int told = KNOWN.contains(status) ? status : status >= 500 ? 500 : 400;
        return new ErrorView(status, words.say("error." + told), words.say("error." + told + ".next"));
    }
}
