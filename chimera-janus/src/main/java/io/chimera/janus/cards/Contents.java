package io.chimera.janus.cards;

import io.chimera.core.janus.ProfileTag;
import io.chimera.core.janus.SiteCard;
import io.chimera.janus.site.Host;
import io.chimera.janus.site.Site;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is in a book at one moment. */
final class Contents {

    static final Contents NONE = new Contents(Optional.empty(), List.of());

    private final Optional<ProfileTag> known;
    private final List<SiteCard> all;
    private final Map<String, SiteCard> bySite = new HashMap<>();
    private final Map<String, SiteCard> byHost = new HashMap<>();

    /** @param known which profile is remembered by the name of the book's */
    Contents(Optional<ProfileTag> known, Collection<SiteCard> cards) {
        this.known = known;
        this.all = cards.stream().sorted(Comparator.comparing(SiteCard::site)).toList();
        for (var card : all) {
            bySite.put(card.site(), card);
            card.hosts().forEach(host -> byHost.putIfAbsent(host, card));
        }
    }

    Optional<ProfileTag> known() {
        return known;
    }

    /** By the names of their sites. */
    List<SiteCard> all() {
        return all;
    }

    Optional<SiteCard> of(Host host, Site byList) {
        return at(host.toString())
                .or(() -> Optional.ofNullable(byHost.get(host.toString())))
                .or(() -> at(byList.name()));
    }

    Optional<SiteCard> at(String site) {
        return Optional.ofNullable(bySite.get(site));
    }

    /** After cards were written, each in the place of its site's. */
    Contents with(List<SiteCard> written) {
        var then = new LinkedHashMap<>(bySite);
        written.forEach(card -> then.put(card.site(), card));
        return new Contents(known, then.values());
    }

    /** After a card was removed. */
    Contents without(String label) {
        return new Contents(
                known, all.stream().filter(card -> !card.label().equals(label)).toList());
    }
}
