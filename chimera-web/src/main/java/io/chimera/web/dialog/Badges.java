package io.chimera.web.dialog;

import io.chimera.core.dialog.Message;
import io.chimera.core.dialog.Tick;
import io.chimera.core.route.Decision;
import io.chimera.core.route.Journey;
import io.chimera.core.route.Travel;
import io.chimera.core.route.Way;
import io.chimera.web.dialog.Surround.Waiting;
import io.chimera.web.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains which way messages took, or why they wait. Pure. */
final class Badges {

    private final Words words;

    Badges(Words words) {
        this.words = words;
    }

    BadgeView of(Message message, Surround around) {
        return message.fate()
                .travel()
                .map(travel -> travelled(message, travel, around))
                .orElseGet(() ->
                        waiting(message, Optional.ofNullable(around.waiting().get(message.id())), around));
    }

    static String style(Way way) {
        return switch (way) {
            case LAN -> "direct";
            case CLOUD -> "cloud";
        };
    }

    static String icon(Way way) {
        return switch (way) {
            case LAN -> "bolt";
            case CLOUD -> "plane";
        };
    }

    private BadgeView travelled(Message message, Travel travel, Surround around) {
        var name = around.dialog().title();
        var about = new ArrayList<String>();
        about.add(words.say(whatBecame(message, travel), words.moments().full(travel.at(), around.now())));
        travel.reason().ifPresent(reason -> about.add(words.of(reason, "then", name)));
        if (message.mine()) about.add(words.say("badge.attempts", travel.attempts()));
        if (travel.way() == Way.LAN && message.cloudId().isPresent()) about.add(words.say("badge.twin"));
        return new BadgeView(
                style(travel.way()),
                icon(travel.way()),
                words.of(travel.way()),
                words.of(travel.way(), "title"),
                about);
    }

    private static String whatBecame(Message message, Travel travel) {
        boolean lan = travel.way() == Way.LAN;
        if (!message.mine()) return lan ? "badge.lan.arrived" : "badge.cloud.arrived";
        if (message.tick() == Tick.FAILED) return lan ? "badge.lan.refused" : "badge.cloud.refused";
        if (!lan) return "badge.cloud.taken";
        return message.tick() == Tick.SENT ? "badge.lan.sent" : "badge.lan.delivered";
    }

    private BadgeView waiting(Message message, Optional<Waiting> waiting, Surround around) {
        var about =
                waiting.map(there -> about(there, around)).orElseGet(() -> List.of(words.of(message.tick(), "title")));
        return new BadgeView("", "", words.say("badge.waiting"), words.say("badge.waiting.title"), about);
    }

    private List<String> about(Waiting waiting, Surround around) {
        var about = new ArrayList<String>();
        var name = around.dialog().title();
        var journey = waiting.dispatch().journey();
        about.add(words.say("badge.waiting.since", words.moments().full(journey.began(), around.now())));
        about.add(words.of(waiting.decision().reason(), "now", name));
        about.add(
                switch (waiting.decision()) {
                    case Decision.Go go -> words.of(go.route().way(), "next");
                    case Decision.Wait wait ->
                        words.say("badge.waiting.until", words.moments().exactly(wait.until()));
                });
        lastAttempt(journey, around.now()).ifPresent(about::add);
        return about;
    }

    private Optional<String> lastAttempt(Journey journey, Instant now) {
        if (journey.attempts().isEmpty()) return Optional.empty();
        var last = journey.attempts().getLast();
        return Optional.of(words.say(
                "badge.attempts.so.far",
                journey.attempts().size(),
                words.moments().full(last.at(), now),
                last.outcome().why()));
    }
}
