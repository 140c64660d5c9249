package io.chimera.web.janus;

import io.chimera.core.janus.SiteCard;
import io.chimera.core.janus.Traffic;
import io.chimera.web.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the proxy did with one request, in words.
 *
 * @param what what happened
 * @param fields which fields, never their values
 * @param allowable whether it was refused only because it would have gone in clear, and still would be
 * @param allowed whether passwords may go to its site in clear now
 * @param filled whether something was put in
 * @param leftAlone whether nothing is put in there now
 */
record LineView(
        String when,
        String host,
        boolean refused,
        String what,
        List<String> fields,
        boolean allowable,
        boolean allowed,
        boolean filled,
        boolean leftAlone) {

    /** @param card its site's, if it has one */
    static LineView of(Traffic line, Optional<SiteCard> card, Instant now, Words words) {
        boolean allowed = card.filter(SiteCard::plainHttp).isPresent();
        boolean leftAlone = card.filter(SiteCard::leftAlone).isPresent();
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
                        allowed,
                        true,
                        leftAlone);
            case Traffic.Refused refused ->
                new LineView(
                        when,
                        line.host(),
                        true,
                        words.say("janus.why." + refused.why().name()),
                        fields(refused.fields(), words),
                        refused.why() == Traffic.Why.PLAIN_HTTP && !allowed,
                        allowed,
                        false,
                        leftAlone);
            case Traffic.NotLookedInto unseen ->
                new LineView(
                        when,
                        line.host(),
                        true,
                        words.say("janus.unseen." + unseen.why().name()),
                        List.of(),
                        false,
                        allowed,
                        false,
                        leftAlone);
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
