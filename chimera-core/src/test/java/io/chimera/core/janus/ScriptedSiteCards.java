package io.chimera.core.janus;

import io.chimera.core.account.AccountId;
import io.chimera.core.janus.PseudonymRefused.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cards one can see through, in the memory of {@link ScriptedPseudonyms}. */
public final class ScriptedSiteCards implements SiteCards {

    private final ScriptedPseudonyms pseudonyms;
    private final Map<String, List<SiteCard>> files = new HashMap<>();

    public ScriptedSiteCards(ScriptedPseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    private Unlocked open(AccountId account) throws PseudonymRefused {
        return pseudonyms
                .state(account)
                .orElseThrow(() -> new PseudonymRefused(Refusal.LOCKED, "No profile is unlocked."));
    }

    private Map<String, SiteCard> cards(AccountId account) throws PseudonymRefused {
        return pseudonyms.cards.computeIfAbsent(open(account).tag(), _ -> new HashMap<>());
    }

    private Map<String, SiteCard> kept(AccountId account) throws PseudonymRefused {
        if (!open(account).remembered())
            throw new PseudonymRefused(Refusal.NOT_REMEMBERED, "This computer does not remember this profile.");
        return cards(account);
    }

    @Override
    public List<String> remembered() {
        return pseudonyms.known.keySet().stream().sorted().toList();
    }

    @Override
    public void forget(String profileName) {
        var tag = pseudonyms.known.remove(profileName);
        if (tag != null) pseudonyms.cards.remove(tag);
    }

    @Override
    public void remember(AccountId account) throws PseudonymRefused {
        var open = open(account);
        pseudonyms.known.put(open.name(), open.tag());
    }

    @Override
    public List<SiteCard> all(AccountId account) throws PseudonymRefused {
        return cards(account).values().stream()
                .sorted(Comparator.comparing(SiteCard::site))
                .toList();
    }

    @Override
    public Optional<SiteCard> of(AccountId account, String typed) throws PseudonymRefused {
        return Optional.ofNullable(cards(account).get(ScriptedPseudonyms.site(typed)));
    }

    @Override
    public Wanted wanted(AccountId account, Said said) throws PseudonymRefused {
        return of(account, said.site()).map(card -> card.wanted(said)).orElse(said.withoutCard());
    }

    private SiteCard write(AccountId account, SiteCard card) throws PseudonymRefused {
        kept(account).put(card.site(), card);
        return card;
    }

    private SiteCard card(AccountId account, String typed) throws PseudonymRefused {
        kept(account);
        return of(account, typed).orElseGet(() -> pseudonyms.fresh(ScriptedPseudonyms.site(typed)));
    }

    @Override
    public SiteCard keep(AccountId account, Wanted usual) throws PseudonymRefused {
        var card = card(account, usual.site());
        if (usual.rules().contains("many"))
            throw new PseudonymRefused(Refusal.UNUSABLE_RULES, "«many» is no number of characters.");
        if (usual.counter() < 1) throw new PseudonymRefused(Refusal.UNUSABLE_PERSONA, "A counter is 1 to 999.");
        return write(account, card.keeping(new Wanted(card.site(), usual.persona(), usual.counter(), usual.rules())));
    }

    @Override
    public SiteCard note(AccountId account, String site, String note) throws PseudonymRefused {
        if (note.length() > SiteCard.LONGEST_NOTE)
            throw new PseudonymRefused(Refusal.UNUSABLE_CARD, "A note has at most 200 characters.");
        return write(account, card(account, site).noting(note.strip()));
    }

    @Override
    public SiteCard allowPlainHttp(AccountId account, String site, boolean allowed) throws PseudonymRefused {
        return write(account, card(account, site).allowingPlainHttp(allowed));
    }

    @Override
    public SiteCard leaveAlone(AccountId account, String site, boolean alone) throws PseudonymRefused {
        return write(account, card(account, site).leaving(alone));
    }

    @Override
    public SiteCard get(AccountId account, String label) throws PseudonymRefused {
        return all(account).stream()
                .filter(card -> card.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new PseudonymRefused(Refusal.NO_CARD, "There is no such card."));
    }

    @Override
    public void remove(AccountId account, String label) throws PseudonymRefused {
        cards(account).values().removeIf(card -> card.label().equals(label));
    }

    /** The file is a name under which the cards are held here. */
    @Override
    public byte[] export(AccountId account) throws PseudonymRefused {
        kept(account);
        var name = open(account).tag() + "/" + files.size();
        files.put(name, all(account));
        return name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int takeIn(AccountId account, byte[] file) throws PseudonymRefused {
        var cards = kept(account);
        var name = new String(file, StandardCharsets.UTF_8);
        var brought = files.get(name);
        if (brought == null || !name.startsWith(open(account).tag().hex()))
            throw new PseudonymRefused(Refusal.UNUSABLE_FILE, "It is no file of cards that this profile wrote.");
        brought.forEach(
                card -> cards.merge(card.site(), card.allowingPlainHttp(false), (here, _) -> here.mergedWith(card)));
        return brought.size();
    }
}
