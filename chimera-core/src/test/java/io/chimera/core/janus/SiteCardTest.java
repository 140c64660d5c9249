package io.chimera.core.janus;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.janus.SiteCards.Said;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a card. */
class SiteCardTest {

    private static final Instant WHEN = Instant.parse("2026-11-20T14:00:00Z");
    private static final SiteCard CARD = new SiteCard(
            "label", Wanted.at("example.com"), List.of(), List.of("example.com"), "list", "", false, false, WHEN, WHEN);

    private static Wanted counted(int counter) {
        return new Wanted("example.com", "", counter, "");
    }

    @Test
    void whoWasUsualBeforeIsKeptOnceTheNewestFirstAndSoManyAndNoMore() {
        var card = CARD.keeping(counted(2)).keeping(counted(1)).keeping(counted(3));
        assertThat(card.usual()).isEqualTo(counted(3));
        assertThat(card.earlier()).containsExactly(counted(1), counted(2));
        assertThat(card.keeping(counted(3))).isEqualTo(card);

        for (int counter = 4; counter < 30; counter++) card = card.keeping(counted(counter));
        assertThat(card.earlier()).hasSize(SiteCard.MOST_EARLIER).startsWith(counted(28));
    }

    @Test
    void aPersonaOfBeforeComesWithTheirCounterAndRules() {
        var work = new Wanted("example.com", "work", 4, "maxlength: 16");
        var card = CARD.keeping(work).keeping(counted(2));

        assertThat(card.wanted(Said.at("example.com"))).isEqualTo(counted(2));
        assertThat(card.wanted(new Said("example.com", Optional.of("work"), Optional.empty(), Optional.empty())))
                .isEqualTo(work);
        assertThat(card.wanted(new Said("example.com", Optional.of("other"), Optional.empty(), Optional.empty())))
                .isEqualTo(new Wanted("example.com", "other", 1, ""));
    }

    @Test
    void ofTwoCardsThatWhichWasUsedLastStandsWhicheverComesFirst() {
        var mine = CARD.keeping(counted(2)).noting("mine").used("a.example.com", WHEN.plusSeconds(60));
        var other = CARD.keeping(counted(3)).used("b.example.com", WHEN.plusSeconds(90));
        var merged = mine.mergedWith(other);

        assertThat(merged.usual()).isEqualTo(counted(3));
        assertThat(merged.earlier()).containsExactly(counted(1), counted(2));
        assertThat(merged.note()).isEqualTo("mine");
        assertThat(merged.hosts()).containsExactlyInAnyOrder("example.com", "a.example.com", "b.example.com");
        assertThat(other.mergedWith(mine)).isEqualTo(merged);
        assertThat(merged.mergedWith(merged)).isEqualTo(merged);
    }

    @Test
    void aCardFromElsewhereBringsNoPermissionBack() {
        var forbidden = CARD.used("example.com", WHEN);
        var allowed = CARD.allowingPlainHttp(true).used("example.com", WHEN.plusSeconds(3_600));
        assertThat(forbidden.mergedWith(allowed).plainHttp()).isFalse();
        assertThat(allowed.mergedWith(forbidden).plainHttp()).isFalse();
        assertThat(allowed.mergedWith(allowed).plainHttp()).isTrue();
    }
}
