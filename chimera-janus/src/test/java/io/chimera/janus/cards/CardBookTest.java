package io.chimera.janus.cards;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.janus.ScriptedNotebook;
import io.chimera.core.janus.SiteCard;
import io.chimera.core.janus.Wanted;
import io.chimera.core.testing.SteppingClock;
import io.chimera.janus.derive.KitSecret;
import io.chimera.janus.derive.MasterKey;
import io.chimera.janus.derive.Profile;
import io.chimera.janus.site.Host;
import io.chimera.janus.site.InvalidHost;
import io.chimera.janus.site.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several books of one profile, and one of somebody else of its name. */
class CardBookTest {

    private static MasterKey anna;
    private static MasterKey otherAnna;

    private final SteppingClock clock = new SteppingClock();
    private final CardBooks books = new CardBooks(new ScriptedNotebook(), clock);
    private CardBook one;
    private CardBook other;
    private final List<Runnable> handedOver = new ArrayList<>();

    @BeforeAll
    static void derive() {
        anna = MasterKey.derive(Profile.of("anna"), "velvet anchor thursday".toCharArray(), KitSecret.none());
        otherAnna = MasterKey.derive(Profile.of("anna"), "velvet anchor friday".toCharArray(), KitSecret.none());
    }

    @AfterAll
    static void zero() {
        anna.close();
        otherAnna.close();
    }

    @BeforeEach
    void open() {
        one = books.of(anna);
        other = books.of(anna);
        assertThat(one.remember()).isTrue();
    }

    private static Host host(String name) {
        try {
            return Host.of(name);
        } catch (InvalidHost failed) {
            throw new AssertionError(failed);
        }
    }

    private static SiteCard changed(CardBook book, String site, UnaryOperator<SiteCard> change) {
        return book.change(host(site), new Site(site), "list", change).orElseThrow();
    }

    private void use(CardBook book, String host) {
        book.use(host(host), new Site("example.com"), "list", handedOver::add);
    }

    private void write() {
        handedOver.forEach(Runnable::run);
        handedOver.clear();
    }

    /** As it is in memory, and as it is kept. */
    private void assertThatAllHave(SiteCard... cards) {
        assertThat(one.all()).containsExactly(cards);
        assertThat(other.all()).containsExactly(cards);
        try (var later = books.of(anna)) {
            assertThat(later.all()).containsExactly(cards);
        }
    }

    @Test
    void whatOneChangesTheOtherHasAtOnce() {
        var b = changed(one, "b.example", card -> card.noting("b"));
        assertThatAllHave(b);
        var a = changed(other, "a.example", card -> card.noting("a"));
        assertThatAllHave(a, b);
        var again = changed(other, "b.example", card -> card.keeping(new Wanted("b.example", "work", 2, "")));
        assertThat(again.note()).isEqualTo("b");
        assertThatAllHave(a, again);
        one.remove(a.label());
        assertThatAllHave(again);
        assertThat(other.takeIn(List.of(a, again.noting("later")))).isTrue();
        assertThatAllHave(a, again);
    }

    @Test
    void whatDoesNotFitIsInNoBook() {
        var long900 = "x".repeat(900);
        for (int i = 1; i <= 8; i++) {
            var who = new Wanted("a.example", "", i, long900);
            var _ = changed(one, "a.example", card -> card.keeping(who));
        }
        assertThat(other.all().getFirst().earlier()).hasSizeBetween(2, 4);
        assertThatAllHave(other.all().getFirst());
    }

    @Test
    void whoIsForgottenHasNoCardsAndSomebodyElseMayBeRemembered() {
        var _ = changed(one, "a.example", card -> card.noting("a"));
        try (var stranger = books.of(otherAnna)) {
            assertThat(stranger.isSomebodyElse()).isTrue();
            assertThat(stranger.remember()).isFalse();
            assertThat(one.isRemembered() && other.isRemembered()).isTrue();

            books.forget("anna");
            assertThatAllHave();
            assertThat(one.isRemembered() || other.isRemembered()).isFalse();
            assertThat(stranger.isSomebodyElse()).isFalse();

            assertThat(stranger.remember()).isTrue();
            assertThat(one.isSomebodyElse() && other.isSomebodyElse()).isTrue();
            assertThat(one.change(host("a.example"), new Site("a.example"), "list", card -> card))
                    .isEmpty();
        }
    }

    @Test
    void aBookThatIsClosedStaysEmpty() {
        var a = changed(one, "a.example", card -> card.noting("a"));
        one.close();
        var b = changed(other, "b.example", card -> card.noting("b"));

        assertThat(one.all()).isEmpty();
        assertThat(one.isRemembered()).isFalse();
        assertThat(one.takeIn(List.of(a))).isFalse();
        assertThat(one.change(host("c.example"), new Site("c.example"), "list", card -> card))
                .isEmpty();
        assertThat(other.all()).containsExactly(a, b);
    }

    @Test
    void aUseIsHandedOverOnceAnHourAndOnceForEachHost() {
        use(one, "www.example.com");
        assertThat(handedOver).hasSize(1);
        assertThat(one.all()).as("it is not written yet").isEmpty();
        write();
        use(one, "www.example.com");
        use(other, "www.example.com");
        assertThat(handedOver).isEmpty();

        use(other, "shop.example.com");
        assertThat(handedOver).hasSize(1);
        write();
        clock.advance(Duration.ofHours(1));
        use(one, "shop.example.com");
        use(one, "shop.example.com");
        assertThat(handedOver).hasSize(2);
        write();
        use(one, "shop.example.com");
        use(one, "www.example.com");
        assertThat(handedOver).isEmpty();
        assertThat(one.all()).singleElement().satisfies(card -> {
            assertThat(card.hosts()).containsExactly("www.example.com", "shop.example.com");
            assertThat(card.lastUsed()).isEqualTo(SteppingClock.NOON.plus(Duration.ofHours(1)));
        });
    }

    @Test
    void aHostForWhichThereIsNoRoomIsNotHandedOverAgainAndAgain() {
        var _ = changed(
                one,
                "example.com",
                card -> card.noting("あ".repeat(SiteCard.LONGEST_NOTE))
                        .keeping(new Wanted("example.com", "", 1, "x".repeat(3_100))));
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 20; i++) use(one, "h" + i + "." + "x".repeat(50) + ".example.com");
            if (round == 0) write();
        }
        assertThat(handedOver).isEmpty();
        assertThat(one.all().getFirst().hosts()).hasSizeLessThan(16);
    }

    @Test
    void whatCannotBeHandedOverIsNotWritten() {
        one.use(host("example.com"), new Site("example.com"), "list", _ -> {
            throw new RejectedExecutionException("full");
        });
        assertThat(one.all()).isEmpty();
    }

    @Test
    void aHostIsOfTheSameSiteInEveryBook() {
        var sites = List.of("c.example", "a.example", "b.example");
        for (var site : sites) {
            var _ = changed(one, site, card -> card.used("shared.example", card.lastUsed()));
        }
        assertThat(IntStream.range(0, 3)
                        .mapToObj(n -> n == 0 ? one : n == 1 ? other : books.of(anna))
                        .map(book -> book.of(host("shared.example"), new Site("shared.example"))
                                .orElseThrow()
                                .site()))
                .containsOnly("a.example");
    }
}
