package io.chimera.web.words;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times and days by the reader's clock. What "today" is, the caller says. */
public final class Moments {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int DAYS_OF_WEEK = 7;

    private final Words words;
    private final ZoneId zone;

    Moments(Words words, ZoneId zone) {
        this.words = words;
        this.zone = zone;
    }

    /** The time of day, such as {@code 14:09}. */
    public String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    /** The time of day to the second. */
    public String exactly(Instant at) {
        return EXACT.format(at.atZone(zone));
    }

    /** Which day a moment belongs to. */
    public LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    /** As short as it can be told from today: the time, yesterday, the weekday, the date. */
    public String briefly(Instant at, Instant now) {
        long ago = ChronoUnit.DAYS.between(day(at), day(now));
        if (ago == 0) return time(at);
        if (ago == 1) return words.say("day.yesterday.short");
        if (ago > 1 && ago < DAYS_OF_WEEK) return in("EEE", at);
        return shortDate(at, now);
    }

    /** A date where there is little room, with its year when that is not this one. */
    public String shortDate(Instant at, Instant now) {
        return in(words.say(sameYear(at, now) ? "pattern.day.short" : "pattern.date.short"), at);
    }

    /** A day as a heading, such as {@code Today, 20 November}. */
    public String heading(Instant at, Instant now) {
        long ago = ChronoUnit.DAYS.between(day(at), day(now));
        var date = date(at, now);
        if (ago == 0) return words.say("day.today", date);
        return ago == 1 ? words.say("day.yesterday", date) : date;
    }

    /** A date, with its year when that is not this one. */
    public String date(Instant at, Instant now) {
        return in(words.say(sameYear(at, now) ? "pattern.day" : "pattern.date"), at);
    }

    /** Date and time, for whoever wants to know exactly. */
    public String full(Instant at, Instant now) {
        return words.say("moment.full", date(at, now), exactly(at));
    }

    private boolean sameYear(Instant at, Instant now) {
        return day(at).getYear() == day(now).getYear();
    }

    private String in(String pattern, Instant at) {
        return DateTimeFormatter.ofPattern(pattern, words.language().locale()).format(at.atZone(zone));
    }
}
