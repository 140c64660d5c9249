package io.chimera.p2p.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.delivery.LanCarrier.LanState;
import io.chimera.core.identity.KeyFingerprint;
import io.chimera.core.identity.Revocations.Verdict;
import io.chimera.core.neighbour.Neighbour;
import io.chimera.core.neighbour.NeighbourRefused;
import io.chimera.core.neighbour.Refusal;
import io.chimera.core.route.Outcome.Delivered;
import io.chimera.core.route.Outcome.Unproven;
import io.chimera.core.trust.ContactKey;
import io.chimera.p2p.testing.LanNode;
import io.chimera.p2p.testing.Street;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever is refused, over real sockets: a certificate that was taken back, a key that was blocked. */
class RefusalTest extends Street {

    @Test
    void aConnectionEndsAtOnceWhenTheOtherSidesCertificateIsTakenBack() throws Exception {
        var anas = node(ana).on();
        var brunos = node(bruno).on();
        awaitProven(anas, bruno);
        var neighbour = anas.neighbourhood().find(bruno.contact()).orElseThrow();
        assertThat(carry(anas, ana.text(bruno, "hello"), neighbour)).isInstanceOf(Delivered.class);

        anas.revocations().say(certificate(brunos), new Verdict.Revoked("taken back yesterday"));
        anas.carrier().lookAgain();
        await().until(() -> anas.carrier().refusal(bruno.contact()).isPresent());
        var refusal = anas.carrier().refusal(bruno.contact()).orElseThrow();
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.REVOKED);
        assertThat(refusal.why()).isEqualTo("taken back yesterday");
        assertThat(anas.news().of(NeighbourRefused.class)).isNotEmpty();
        assertThat(anas.neighbourhood().find(bruno.contact()).map(Neighbour::proven))
                .contains(false);
        assertThat(carry(anas, ana.text(bruno, "secret"), neighbour))
                .isInstanceOfSatisfying(
                        Unproven.class, told -> assertThat(told.why()).contains("taken back yesterday"));
        assertThat(carry(brunos, bruno.text(ana, "from the thief"), anas.asNeighbour()))
                .isNotInstanceOf(Delivered.class);
        assertThat(bruno.wordsWith(ana)).containsExactly("hello");
        assertThat(ana.wordsWith(bruno)).isEmpty();
    }

    @Test
    void withoutNewsItIsFoundOutBeforeLong() {
        var anas = node(ana).on();
        var brunos = node(bruno).on();
        awaitProven(anas, bruno);
        anas.revocations().say(certificate(brunos), new Verdict.Unknown("the list is too old"));
        await().until(() -> anas.carrier().refusal(bruno.contact()).isPresent());
        assertThat(anas.carrier().refusal(bruno.contact()).orElseThrow().kind()).isEqualTo(Refusal.Kind.UNCERTAIN);
    }

    @Test
    void whoGetsANewCertificateIsTalkedToAgain() {
        var anas = node(ana).on();
        var brunos = node(bruno).on();
        awaitProven(anas, bruno);
        anas.revocations().say(certificate(brunos), new Verdict.Revoked("taken back"));
        anas.carrier().lookAgain();
        await().until(() -> anas.carrier().refusal(bruno.contact()).isPresent());
        brunos.credential(java.util.Optional.of(AUTHORITY.credential(1002)));
        awaitProven(anas, bruno);
        assertThat(anas.carrier().refusal(bruno.contact())).isEmpty();
        assertThat(keys(ana)).hasSize(2).first().matches(ContactKey::news);
    }

    @Test
    void whoseOwnCertificateIsTakenBackLeavesTheLanAndSaysWhy() {
        var anas = node(ana).on();
        anas.revocations().say(certificate(anas), new Verdict.Revoked("taken back"));
        anas.carrier().lookAgain();
        await().until(() -> anas.carrier().state() instanceof LanState.Down(var why)
                && why.contains("was taken back")
                && why.contains("chimera new"));
    }

    @Test
    void aKeyIsRememberedAndABlockedOneIsNotTalkedToByEitherSide() throws Exception {
        var anas = node(ana).on();
        var brunos = node(bruno).on();
        awaitProven(anas, bruno);
        assertThat(keys(ana)).singleElement().satisfies(key -> {
            assertThat(key.fingerprint())
                    .isEqualTo(KeyFingerprint.of(certificate(brunos).getPublicKey()));
            assertThat(key.news()).isFalse();
        });
        ana.store()
                .alter(change -> change.keys()
                        .of(bruno.contact())
                        .forEach(key -> change.keys().save(bruno.contact(), key.blocked(Instant.now()))));
        anas.carrier().lookAgain();
        await().until(() -> anas.carrier().refusal(bruno.contact()).isPresent());
        assertThat(anas.carrier().refusal(bruno.contact()).orElseThrow().kind()).isEqualTo(Refusal.Kind.BLOCKED);
        assertThat(carry(anas, ana.text(bruno, "to the blocked"), brunos.asNeighbour()))
                .isInstanceOf(Unproven.class);
        assertThat(carry(brunos, bruno.text(ana, "from the blocked"), anas.asNeighbour()))
                .isNotInstanceOf(Delivered.class);
        assertThat(ana.wordsWith(bruno)).isEmpty();
    }

    private List<ContactKey> keys(io.chimera.core.delivery.Resident of) {
        return of.store().read(view -> view.keys().of(bruno.contact()));
    }

    private static X509Certificate certificate(LanNode node) {
        return node.credential().orElseThrow().certificate();
    }
}
