package io.chimera.web.janus;

import io.chimera.core.janus.Traffic;
import io.chimera.web.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the proxy did with one request, in words.
 *
 * @param what what happened
 * @param fields which fields, never their values
 * @param allowable whether it was refused only because it would have gone in clear, and still would be
 * @param allowed whether passwords may go to its site in clear now
 */
record LineView(
        String when,
        String host,
        boolean refused,
        String what,
        List<String> fields,
        boolean allowable,
        boolean allowed) {

    static LineView of(Traffic line, boolean allowed, Instant now, Words words) {
        var when = words.moments().full(line.at(), now);
        return switch (line) {
            case Traffic.Filled filled ->
                new LineView(
                        when,
                        line.host(),
                        false,
                        words.say("janus.traffic.filled", filled.site()),
                        fields(filled.fields(), words),
                        false,
                        allowed);
            case Traffic.Refused refused ->
                new LineView(
                        when,
                        line.host(),
                        true,
                        words.say("janus.why." + refused.why().name()),
                        fields(refused.fields(), words),
                        refused.why() == Traffic.Why.PLAIN_HTTP && !allowed,
                        allowed);
            case Traffic.NotLookedInto unseen ->
                new LineView(
                        when,
                        line.host(),
                        true,
                        words.say("janus.unseen." + unseen.why().name()),
                        List.of(),
                        false,
                        allowed);
        };
    }

    private static List<String> fields(List<Traffic.Field> fields, Words words) {
        return fields.stream()
                .map(field -> words.say(
                        "janus.traffic.field",
                        words.say("janus.value." + field.value().name()),
                        Stream.of(
                                        field.name(),
                                        words.say("janus.part." + field.part().name()))
                                .filter(part -> !part.isEmpty())
                                .reduce((name, part) -> name + " · " + part)
                                .orElse("")))
                .toList();
    }
}
