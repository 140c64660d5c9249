package io.chimera.core.janus;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is remembered of a site: which person one is there by default, and nothing that follows from the secret. Sealed
 * wherever it is kept.
 *
 * @param label 32 lower-case hexadecimal digits that stand for the site and say nothing of it
 * @param usual who one is there unless something else is said; its site is the card's
 * @param earlier what was usual before, the newest first; only to recognise it. At most {@value #MOST_EARLIER}
 * @param hosts that are of this site whatever a later list of public suffixes says; at most {@value #MOST_HOSTS}
 * @param list which list of public suffixes was asked when it was made
 * @param note its owner's; at most {@value #LONGEST_NOTE} characters
 * @param plainHttp whether passwords may be put into requests that go over the network in clear
 * @param leftAlone whether nothing is filled in there: what looks like a command goes to the site as it is
 * @param lastUsed to the hour
 */
public record SiteCard(
        String label,
        Wanted usual,
        List<Wanted> earlier,
        List<String> hosts,
        String list,
        String note,
        boolean plainHttp,
        boolean leftAlone,
        Instant created,
        Instant lastUsed) {

    /** The most persons of before that are kept. */
    public static final int MOST_EARLIER = 8;

    /** The most hosts that are held to a site. */
    public static final int MOST_HOSTS = 16;

    /** The longest note. */
    public static final int LONGEST_NOTE = 200;

    public SiteCard {
        earlier = List.copyOf(earlier);
        hosts = List.copyOf(hosts);
    }

    /** The site's name. */
    public String site() {
        return usual.site();
    }

    /**
     * Whose values are wanted at this site, where not everything was said: the usual person, or one of before with the
     * persona that was named; counter and rules are theirs unless they were said.
     *
     * @param said with the persona as derivation writes it
     */
    public Wanted wanted(SiteCards.Said said) {
        var persona = said.persona().orElse(usual.persona());
        var kept = Stream.concat(Stream.of(usual), earlier.stream())
                .filter(one -> one.persona().equals(persona))
                .findFirst()
                .orElse(new Wanted(usual.site(), persona, 1, ""));
        return new Wanted(
                said.site(),
                persona,
                said.counter().orElse(kept.counter()),
                said.rules().orElse(kept.rules()));
    }

    /** Another person as the usual one; the one before is an earlier one then, each once. */
    public SiteCard keeping(Wanted now) {
        return new SiteCard(
                label,
                now,
                without(now, Stream.of(usual), earlier.stream()),
                hosts,
                list,
                note,
                plainHttp,
                leftAlone,
                created,
                lastUsed);
    }

    /** With another note. */
    public SiteCard noting(String text) {
        return new SiteCard(label, usual, earlier, hosts, list, text, plainHttp, leftAlone, created, lastUsed);
    }

    /** With another word about plain HTTP. */
    public SiteCard allowingPlainHttp(boolean allowed) {
        return new SiteCard(label, usual, earlier, hosts, list, note, allowed, leftAlone, created, lastUsed);
    }

    /** With another word about filling in. */
    public SiteCard leaving(boolean alone) {
        return new SiteCard(label, usual, earlier, hosts, list, note, plainHttp, alone, created, lastUsed);
    }

    /** Under another label. */
    public SiteCard labelled(String other) {
        return new SiteCard(other, usual, earlier, hosts, list, note, plainHttp, leftAlone, created, lastUsed);
    }

    /** After a host was asked for; where there is room it is held to this site. */
    public SiteCard used(String host, Instant at) {
        return new SiteCard(
                label,
                usual,
                earlier,
                first(Stream.of(hosts.stream(), Stream.of(host))),
                list,
                note,
                plainHttp,
                leftAlone,
                created,
                at);
    }

    /** What is known of both: that which was used last stands, and what was usual on the other is an earlier one.
     * Plain HTTP is allowed only where both allow it: a file brings no permission back.
     */
    public SiteCard mergedWith(SiteCard other) {
        boolean otherIsNewer = other.lastUsed.isAfter(lastUsed);
        var newer = otherIsNewer ? other : this;
        var older = otherIsNewer ? this : other;
        return new SiteCard(
                label,
                newer.usual,
                without(
                        newer.usual,
                        newer.earlier.stream(),
                        Stream.concat(Stream.of(older.usual), older.earlier.stream())),
                first(Stream.of(newer.hosts.stream(), older.hosts.stream())),
                newer.list,
                newer.note.isEmpty() ? older.note : newer.note,
                newer.plainHttp && older.plainHttp,
                newer.leftAlone,
                older.created.isBefore(newer.created) ? older.created : newer.created,
                newer.lastUsed);
    }

    private static List<Wanted> without(Wanted usual, Stream<Wanted> first, Stream<Wanted> then) {
        return Stream.concat(first, then)
                .filter(one -> !one.equals(usual))
                .distinct()
                .limit(MOST_EARLIER)
                .toList();
    }

    private static List<String> first(Stream<Stream<String>> all) {
        return all.flatMap(hosts -> hosts).distinct().limit(MOST_HOSTS).toList();
    }

    @Override
    public String toString() {
        return "SiteCard[" + label + "]";
    }
}
