package io.chimera.web.janus;

import io.chimera.core.janus.SiteCard;
import io.chimera.core.janus.Wanted;
import io.chimera.web.words.Words;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A card as the page shows it.
 *
 * @param label stands for the site in addresses of pages, where no site's name is ever written
 * @param who persona and counter, in a line
 */
record CardView(
        String label,
        String site,
        Wanted usual,
        String who,
        List<String> earlier,
        List<String> hosts,
        String list,
        String note,
        boolean plainHttp,
        boolean leftAlone,
        String created,
        String lastUsed) {

    static CardView of(SiteCard card, Instant now, Words words) {
        return new CardView(
                card.label(),
                card.site(),
                card.usual(),
                who(card.usual(), words),
                card.earlier().stream().map(one -> who(one, words)).toList(),
                card.hosts(),
                card.list(),
                card.note(),
                card.plainHttp(),
                card.leftAlone(),
                words.moments().date(card.created(), now),
                words.moments().date(card.lastUsed(), now));
    }

    private static String who(Wanted one, Words words) {
        var counter = words.say("janus.asked.one", one.counter());
        return one.persona().isEmpty() ? counter : counter + " · " + one.persona();
    }

    boolean matches(String sought) {
        return site.contains(sought)
                || note.toLowerCase(Locale.ROOT).contains(sought)
                || usual.persona().contains(sought);
    }
}
