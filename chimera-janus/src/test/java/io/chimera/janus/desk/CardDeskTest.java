package io.chimera.janus.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.event.DomainEvent;
import io.chimera.core.janus.JanusChanged;
import io.chimera.core.janus.Notebook;
import io.chimera.core.janus.ProfileKey.Memory;
import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.Pseudonyms;
import io.chimera.core.janus.ScriptedNotebook;
import io.chimera.core.janus.SiteCard;
import io.chimera.core.janus.SiteCards;
import io.chimera.core.janus.SiteCardsContract;
import io.chimera.core.janus.Traffic;
import io.chimera.core.janus.TrafficBook;
import io.chimera.core.janus.Wanted;
import io.chimera.janus.cards.CardBooks;
import io.chimera.janus.derive.KitSecret;
import io.chimera.janus.derive.MasterKey;
import io.chimera.janus.derive.Profile;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CardDeskTest extends SiteCardsContract {

    private final ScriptedNotebook notebook = new ScriptedNotebook();
    private final CardBooks books = new CardBooks(notebook, clock);
    private final TrafficBook traffic = new TrafficBook();
    private final List<DomainEvent> news = new CopyOnWriteArrayList<>();
    private final JanusDesk desk = new JanusDesk(IDLE, clock, new SecureRandom(), books, traffic, news::add);
    private final CardDesk cards = new CardDesk(desk, books);

    @Override
    protected Pseudonyms pseudonyms() {
        return desk;
    }

    @Override
    protected SiteCards cards() {
        return cards;
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void nothingReadableIsInTheNotebook() throws PseudonymRefused {
        var tag = desk.unlock(ANA, key(SECRET, Memory.REMEMBER)).tag();
        cards.note(ANA, "forum.example", "since 2019");
        var sealed = notebook.cards(tag).getFirst();

        assertThat(sealed.label()).isEqualTo(cards.all(ANA).getFirst().label());
        assertThat(new String(sealed.sealed(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("forum", "2019");
        assertThat(sealed.sealed().length % 256).as("the length tells little").isEqualTo(16);
    }

    @Test
    void twoProfilesHaveNothingInCommonForOneSite() throws PseudonymRefused {
        desk.unlock(ANA, key(SECRET, Memory.REMEMBER));
        var hers = cards.note(ANA, "forum.example", "");
        desk.unlock(
                BRUNO,
                io.chimera.core.janus.ProfileKey.of("bruno", SECRET.toCharArray())
                        .with(Memory.REMEMBER));
        assertThat(cards.note(BRUNO, "forum.example", "").label()).isNotEqualTo(hers.label());
    }

    @Test
    void aCardThatWasChangedOrPutInAnothersPlaceIsLeftOut() throws PseudonymRefused {
        var tag = desk.unlock(ANA, key(SECRET, Memory.REMEMBER)).tag();
        cards.note(ANA, "a.example", "");
        cards.note(ANA, "b.example", "");
        var kept = notebook.cards(tag);
        for (int at = 0; at < kept.getFirst().sealed().length; at += 37) {
            var bytes = kept.getFirst().sealed().clone();
            bytes[at] ^= 1;
            notebook.put(tag, new Notebook.SealedCard(kept.getFirst().label(), bytes));
            desk.unlock(ANA, key(SECRET, Memory.AS_IT_IS));
            assertThat(cards.all(ANA)).as("byte %d", at).hasSize(1);
            if (at > 400) break; // each asks Argon2id
        }
        notebook.put(
                tag,
                new Notebook.SealedCard(kept.getFirst().label(), kept.getLast().sealed()));
        desk.unlock(ANA, key(SECRET, Memory.AS_IT_IS));
        assertThat(cards.all(ANA)).hasSize(1);
    }

    @Test
    void aHostStaysWithTheSiteItWasFirstOf() throws PseudonymRefused {
        desk.unlock(ANA, key(SECRET, Memory.REMEMBER));
        var before = desk.at(ANA, Wanted.at("alice.github.io"));
        assertThat(before.site()).isEqualTo("alice.github.io");
        heldTo("github.io", "old.github.io");

        var pinned = desk.at(ANA, Wanted.at("https://old.github.io/x"));
        assertThat(pinned.site()).isEqualTo("github.io");
        assertThat(pinned.why()).isEqualTo(io.chimera.core.janus.WhyTheSite.REMEMBERED);
        assertThat(desk.at(ANA, Wanted.at("alice.github.io"))).isEqualTo(before);
        assertThat(desk.at(ANA, Wanted.at("new.github.io")).site())
                .as("nobody asked for it while the list was another")
                .isEqualTo("new.github.io");
    }

    /** As if the list had been another when the host was first asked for: the file is of another time. */
    private void heldTo(String site, String host) throws PseudonymRefused {
        cards.note(ANA, site, "");
        try (var key = annas();
                var book = books.of(key)) {
            var place = Place.of(site);
            assertThat(book.change(place.host(), place.site(), "2001-01-01", card -> card.used(host, card.lastUsed())))
                    .isPresent();
        }
    }

    private static MasterKey annas() {
        return MasterKey.derive(Profile.of("anna"), SECRET.toCharArray(), KitSecret.none());
    }

    /** Whoever reads a card and writes it later would undo what the other one wrote meanwhile. */
    @Test
    void twoWhoChangeOneCardAtOnceLoseNothing() throws Exception {
        desk.unlock(ANA, key(SECRET, Memory.REMEMBER));
        desk.unlock(BRUNO, key(SECRET, Memory.AS_IT_IS));
        var places = IntStream.range(0, SiteCard.MOST_HOSTS)
                .mapToObj(n -> "h" + n + ".example.com")
                .toList();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = new ArrayList<Future<?>>();
            for (var who : List.of(ANA, BRUNO))
                writing.add(people.submit(() -> {
                    for (int i = 0; i < 300; i++) {
                        if (who.equals(ANA)) cards.note(who, "example.com", "note " + i);
                        else cards.allowPlainHttp(who, "example.com", i % 2 == 1);
                    }
                    return null;
                }));
            for (var place : places) writing.add(people.submit(() -> desk.at(ANA, Wanted.at(place))));
            for (var one : writing) one.get(60, TimeUnit.SECONDS);
        }
        for (var who : List.of(ANA, BRUNO)) {
            var card = cards.of(who, "example.com").orElseThrow();
            assertThat(card.note()).isEqualTo("note 299");
            assertThat(card.plainHttp()).isTrue();
            assertThat(card.hosts()).hasSize(SiteCard.MOST_HOSTS);
        }
        desk.lock(ANA);
        desk.lock(BRUNO);
        desk.unlock(ANA, key(SECRET, Memory.AS_IT_IS));
        assertThat(cards.of(ANA, "example.com").orElseThrow())
                .as("on the disk as in memory")
                .satisfies(card -> assertThat(card.note()).isEqualTo("note 299"))
                .satisfies(card -> assertThat(card.hosts()).hasSize(SiteCard.MOST_HOSTS));
    }

    @Test
    void aFileIsTakenInWholeOrNotAtAll() throws PseudonymRefused {
        var tag = desk.unlock(ANA, key(SECRET, Memory.REMEMBER)).tag();
        cards.note(ANA, "forum.example", "x");
        cards.note(ANA, "other.example", "x");
        var file = cards.export(ANA);
        cards.all(ANA).forEach(card -> notebook.remove(tag, card.label()));
        notebook.put(tag, manyCards());

        assertThat(refusal(() -> cards.takeIn(ANA, file))).isEqualTo(PseudonymRefused.Refusal.NO_ROOM);
        assertThat(notebook.cards(tag)).hasSize(Notebook.MOST_CARDS - 1);
    }

    private static List<Notebook.SealedCard> manyCards() {
        return IntStream.range(1, Notebook.MOST_CARDS)
                .mapToObj(n -> new Notebook.SealedCard(String.format("%032x", n), new byte[] {1}))
                .toList();
    }

    @Test
    void aLookUpFindsThePersonOfBeforeAndAnyPersona() throws PseudonymRefused {
        desk.unlock(ANA, key(SECRET, Memory.REMEMBER));
        var before = cards.keep(ANA, new Wanted("bank.example", "work", 7, "maxlength: 8; required: digit"))
                .usual();
        var password = desk.at(ANA, before).password();
        cards.keep(ANA, new Wanted("bank.example", "", 1, ""));
        desk.unlock(ANA, key(SECRET, Memory.AS_IT_IS));

        assertThat(desk.find(ANA, password, List.of()))
                .hasValueSatisfying(
                        found -> assertThat(found.persona() + found.counter()).isEqualTo("work7"));
    }

    @Test
    void lookingDoesNotProlongItAndPagesAreToldOfChanges() throws PseudonymRefused {
        desk.unlock(ANA, key(SECRET, Memory.REMEMBER));
        var locksAt = desk.state(ANA).orElseThrow().locksAt();
        clock.advance(Duration.ofMinutes(1));
        cards.all(ANA);
        assertThat(desk.state(ANA).orElseThrow().locksAt()).isEqualTo(locksAt);
        int told = news.size();
        cards.note(ANA, "forum.example", "x");
        assertThat(desk.state(ANA).orElseThrow().locksAt()).isAfter(locksAt);
        assertThat(news).hasSizeGreaterThan(told).allMatch(one -> one instanceof JanusChanged);
    }

    @Test
    void whatTheProxyDidIsForgottenWithTheLastLock() throws PseudonymRefused {
        var tag = desk.unlock(ANA, key(SECRET, Memory.AS_IT_IS)).tag();
        desk.unlock(BRUNO, key(SECRET, Memory.AS_IT_IS));
        traffic.write(new Traffic.Filled(tag, clock.instant(), "a.example", "a.example", List.of()));
        desk.lock(ANA);
        assertThat(traffic.of(tag)).hasSize(1);
        desk.lock(BRUNO);
        assertThat(traffic.of(tag)).isEmpty();
    }
}
