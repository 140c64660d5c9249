package io.chimera.web.provider;

import io.chimera.core.provider.Register.Condition;
import io.chimera.core.provider.Register.Figures;
import io.chimera.web.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How the provider is.
 *
 * @param left how long its server certificate is still good
 */
record OverviewView(
        List<String> trouble, String delivery, String certificateUntil, String left, boolean ending, List<Row> rows) {

    /** Below this a server certificate should have been renewed long ago. */
    private static final Duration SOON = Duration.ofHours(6);

    /** One thing that happens, and how often it did in a day and in a week. */
    record Row(String what, String day, String week) {}

    static OverviewView of(Condition condition, Figures day, Figures week, Instant now, Words words) {
        var left = Duration.between(now, condition.certificateUntil());
        var rows = List.of(
                row("asked", day.asked(), week.asked(), words),
                row("proven", day.proven(), week.proven(), words),
                row("wrong", day.wrongCodes(), week.wrongCodes(), words),
                row("undeliverable", day.undeliverable(), week.undeliverable(), words),
                row("limited", day.limited(), week.limited(), words),
                row("revoked", day.revoked(), week.revoked(), words));
        return new OverviewView(
                condition.trouble(),
                condition.delivery(),
                words.moments().full(condition.certificateUntil(), now),
                words.figures().duration(left),
                left.compareTo(SOON) < 0,
                rows);
    }

    private static Row row(String what, long day, long week, Words words) {
        return new Row(
                words.say("overview." + what),
                words.figures().count(day),
                words.figures().count(week));
    }
}
