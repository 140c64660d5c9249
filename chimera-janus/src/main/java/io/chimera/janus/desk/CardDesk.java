package io.chimera.janus.desk;

import io.chimera.core.account.AccountId;
import io.chimera.core.janus.Notebook;
import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.PseudonymRefused.Refusal;
import io.chimera.core.janus.SiteCard;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.janus.Wanted;
import io.chimera.janus.cards.CardBook;
import io.chimera.janus.cards.CardBooks;
import io.chimera.janus.derive.PasswordRules;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The cards of whoever has a profile unlocked. */
public final class CardDesk implements SiteCards {

    private final JanusDesk desk;
    private final CardBooks books;

    /** @param books those the desk was given */
    public CardDesk(JanusDesk desk, CardBooks books) {
        this.desk = desk;
        this.books = books;
    }

    @Override
    public List<String> remembered() {
        return books.names();
    }

    @Override
    public void forget(String profileName) {
        books.forget(profileName);
        desk.changed();
    }

    @Override
    public void remember(AccountId account) throws PseudonymRefused {
        desk.unlocked(account).remember();
        desk.changed(account);
    }

    @Override
    public List<SiteCard> all(AccountId account) throws PseudonymRefused {
        return desk.unlocked(account).cards().all();
    }

    @Override
    public Optional<SiteCard> of(AccountId account, String typed) throws PseudonymRefused {
        var place = Place.of(typed);
        return desk.unlocked(account).cards().of(place.host(), place.site());
    }

    @Override
    public Wanted wanted(AccountId account, Said said) throws PseudonymRefused {
        return desk.unlocked(account).wanted(said);
    }

    @Override
    public SiteCard keep(AccountId account, Wanted usual) throws PseudonymRefused {
        var place = Place.of(usual.site());
        var who = OpenProfile.persona(place.site(), usual);
        try {
            var _ = PasswordRules.parse(usual.rules());
        } catch (IllegalArgumentException refused) {
            throw new PseudonymRefused(Refusal.UNUSABLE_RULES, String.valueOf(refused.getMessage()));
        }
        var rules = usual.rules().strip();
        return change(account, place, card -> card.keeping(new Wanted(card.site(), who.name(), who.counter(), rules)));
    }

    @Override
    public SiteCard note(AccountId account, String site, String note) throws PseudonymRefused {
        if (note.length() > SiteCard.LONGEST_NOTE)
            throw new PseudonymRefused(
                    Refusal.UNUSABLE_CARD, "A note has at most " + SiteCard.LONGEST_NOTE + " characters. Shorten it.");
        return change(account, Place.of(site), card -> card.noting(note.strip()));
    }

    @Override
    public SiteCard allowPlainHttp(AccountId account, String site, boolean allowed) throws PseudonymRefused {
        return change(account, Place.of(site), card -> card.allowingPlainHttp(allowed));
    }

    private SiteCard change(AccountId account, Place place, UnaryOperator<SiteCard> change) throws PseudonymRefused {
        var book = remembered(account);
        try {
            var written = book.change(place.host(), place.site(), Place.list(), change);
            if (written.isEmpty()) throw whyNot(account);
            desk.changed(account);
            return written.get();
        } catch (IllegalArgumentException refused) {
            throw tooLong(refused);
        }
    }

    private static PseudonymRefused tooLong(IllegalArgumentException refused) {
        return new PseudonymRefused(Refusal.UNUSABLE_CARD, String.valueOf(refused.getMessage()));
    }

    @Override
    public SiteCard leaveAlone(AccountId account, String site, boolean alone) throws PseudonymRefused {
        return change(account, Place.of(site), card -> card.leaving(alone));
    }

    @Override
    public SiteCard get(AccountId account, String label) throws PseudonymRefused {
        return desk.unlocked(account)
                .cards()
                .labelled(label)
                .orElseThrow(() -> new PseudonymRefused(
                        Refusal.NO_CARD,
                        "There is no such card. It may have been removed; look at the list of sites."));
    }

    @Override
    public void remove(AccountId account, String label) throws PseudonymRefused {
        desk.unlocked(account).cardsInUse().remove(label);
        desk.changed(account);
    }

    @Override
    public byte[] export(AccountId account) throws PseudonymRefused {
        return remembered(account).export();
    }

    @Override
    public int takeIn(AccountId account, byte[] file) throws PseudonymRefused {
        var book = remembered(account);
        var brought = book.read(file)
                .orElseThrow(() -> new PseudonymRefused(
                        Refusal.UNUSABLE_FILE,
                        "It is no file of cards that this profile wrote, or it was changed since. Unlock the profile it"
                                + " was written with, with the same kit and effort."));
        try {
            if (!book.takeIn(brought)) throw whyNot(account);
        } catch (IllegalArgumentException refused) {
            throw tooLong(refused);
        }
        desk.changed(account);
        return brought.size();
    }

    private CardBook remembered(AccountId account) throws PseudonymRefused {
        var book = desk.unlocked(account).cardsInUse();
        if (!book.isRemembered())
            throw new PseudonymRefused(
                    Refusal.NOT_REMEMBERED,
                    "This computer does not remember this profile, so there is nothing to keep it in. Have it remembered"
                            + " first: on the page Janus, or with ./chimera janus unlock --remember.");
        return book;
    }

    /** It may have been locked or forgotten meanwhile. */
    private PseudonymRefused whyNot(AccountId account) throws PseudonymRefused {
        var _ = remembered(account);
        return noRoom();
    }

    private static PseudonymRefused noRoom() {
        return new PseudonymRefused(
                Refusal.NO_ROOM,
                "At most " + Notebook.MOST_CARDS
                        + " sites are remembered of one profile. Remove some that you no longer use.");
    }
}
