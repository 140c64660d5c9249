package io.chimera.web.janus;

import io.chimera.core.account.AccountId;
import io.chimera.core.janus.ProfileTag;
import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.Pseudonyms;
import io.chimera.core.janus.SiteCard;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.janus.Traffic;
import io.chimera.core.janus.TrafficBook;
import io.chimera.core.janus.Unlocked;
import io.chimera.web.words.Words;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads what the proxy did with the profile an account has unlocked. Looking prolongs nothing. */
@Component
class TrafficReader {

    private final Pseudonyms pseudonyms;
    private final SiteCards cards;
    private final TrafficBook book;
    private final Clock clock;

    TrafficReader(Pseudonyms pseudonyms, SiteCards cards, TrafficBook book, Clock clock) {
        this.pseudonyms = pseudonyms;
        this.cards = cards;
        this.book = book;
        this.clock = clock;
    }

    /** @param remembered whether plain HTTP can be allowed: that is written on a card */
    record View(boolean open, boolean remembered, List<LineView> lines) {}

    View read(AccountId account, Words words) {
        var state = pseudonyms.state(account);
        var lines = state.map(Unlocked::tag).map(this::lines).orElse(List.of());
        var now = clock.instant();
        var cardsOf = new HashMap<String, Optional<SiteCard>>();
        return new View(
                state.isPresent(),
                state.filter(Unlocked::remembered).isPresent(),
                lines.stream()
                        .map(line -> LineView.of(
                                line, cardsOf.computeIfAbsent(line.host(), host -> card(account, host)), now, words))
                        .toList());
    }

    private Optional<SiteCard> card(AccountId account, String host) {
        try {
            return cards.of(account, host);
        } catch (PseudonymRefused _) { // locked meanwhile
            return Optional.empty();
        }
    }

    private List<Traffic> lines(ProfileTag tag) {
        return book.of(tag);
    }
}
