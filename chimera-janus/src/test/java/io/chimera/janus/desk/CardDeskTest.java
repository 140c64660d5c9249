package io.chimera.janus.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chimera.core.account.AccountId;
import io.chimera.core.event.DomainEvent;
import io.chimera.core.janus.JanusChanged;
import io.chimera.core.janus.Notebook;
import io.chimera.core.janus.ProfileKey.Memory;
import io.chimera.core.janus.PseudonymRefused;
import io.chimera.core.janus.PseudonymRefused.Refusal;
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
import io.chimera.janus.site.Site;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
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
        var card = changed(site, before -> before.used(host, before.lastUsed()));
        assertThat(card.hosts()).containsExactly(site, host);
    }

    private SiteCard changed(String site, UnaryOperator<SiteCard> change) throws PseudonymRefused {
        try (var key = MasterKey.derive(Profile.of("anna"), SECRET.toCharArray(), KitSecret.none());
                var book = books.of(key)) {
            var place = Place.of(site);
            return book.change(place.host(), new Site(site), "2001-01-01", change)
                    .orElseThrow();
        }
    }

    @Test
    void aFileForWhichThereIsNoRoomChangesNothing() throws PseudonymRefused {
        var tag = desk.unlock(ANA, key(SECRET, Memory.REMEMBER)).tag();
        cards.note(ANA, "a.example", "of the file");
        cards.note(ANA, "b.example", "");
        cards.note(ANA, "c.example", "");
        clock.advance(Duration.ofHours(2));
        desk.unlock(ANA, key(SECRET, Memory.REMEMBER));
        desk.at(ANA, Wanted.at("a.example"));
        var file = cards.export(ANA);
        cards.forget("anna");
        cards.remember(ANA);
        cards.note(ANA, "a.example", "of here");
        var others = IntStream.range(2, Notebook.MOST_CARDS)
                .mapToObj(n -> new Notebook.SealedCard(String.format("%032x", n), new byte[] {1}))
                .toList();
        assertThat(notebook.put(tag, others)).isTrue();
        var before = cards.all(ANA);

        assertThat(refusal(() -> cards.takeIn(ANA, file))).isEqualTo(Refusal.NO_ROOM);
        assertThat(cards.all(ANA)).isEqualTo(before);
        assertThat(notebook.cards(tag)).hasSize(Notebook.MOST_CARDS - 1);
    }

    @Test
    void aFileThatWouldMakeACardTooLongChangesNothing() throws PseudonymRefused {
        desk.unlock(ANA, key(SECRET, Memory.REMEMBER));
        cards.note(ANA, "b.example", "あ".repeat(SiteCard.LONGEST_NOTE));
        var noted = cards.export(ANA);
        cards.forget("anna");
        clock.advance(Duration.ofHours(2));
        desk.unlock(ANA, key(SECRET, Memory.REMEMBER));
        cards.note(ANA, "a.example", "new");
        var _ = changed("b.example", card -> card.keeping(new Wanted("b.example", "", 1, "x".repeat(3_230))));
        var ruled = cards.export(ANA);
        cards.forget("anna");
        cards.remember(ANA);
        cards.takeIn(ANA, noted);
        var before = cards.all(ANA);

        var refused = catchThrowableOfType(PseudonymRefused.class, () -> cards.takeIn(ANA, ruled));
        assertThat(refused.refusal()).isEqualTo(Refusal.UNUSABLE_CARD);
        assertThat(refused.what()).contains("b.example");
        assertThat(cards.all(ANA)).hasSize(1).isEqualTo(before);
    }

    @Test
    void twoWhoChangeOneCardAtOnceLoseNothingOfEachOther() throws Exception {
        desk.unlock(ANA, key(SECRET, Memory.REMEMBER));
        desk.unlock(BRUNO, key(SECRET, Memory.AS_IT_IS));
        var both = new CyclicBarrier(2);
        try (var people = Executors.newFixedThreadPool(2)) {
            var ana = people.submit(() -> {
                both.await(10, TimeUnit.SECONDS);
                for (int i = 0; i < 500; i++) {
                    cards.note(ANA, "example.com", "note " + i);
                    assertThat(card(ANA).note()).isEqualTo("note " + i);
                }
                return true;
            });
            var bruno = people.submit(() -> {
                both.await(10, TimeUnit.SECONDS);
                for (int i = 0; i < 500; i++) {
                    cards.allowPlainHttp(BRUNO, "example.com", i % 2 == 0);
                    assertThat(card(BRUNO).plainHttp()).isEqualTo(i % 2 == 0);
                    var host = "h" + i % 8 + ".example.com";
                    desk.at(BRUNO, Wanted.at(host));
                    assertThat(card(BRUNO).hosts()).contains(host);
                }
                return true;
            });
            assertThat(bruno.get()).isTrue();
            assertThat(ana.get()).isTrue();
        }
        assertThat(card(ANA)).isEqualTo(card(BRUNO));
        assertThat(card(ANA).hosts()).hasSize(9);
    }

    private SiteCard card(AccountId account) throws PseudonymRefused {
        return cards.of(account, "example.com").orElseThrow();
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
