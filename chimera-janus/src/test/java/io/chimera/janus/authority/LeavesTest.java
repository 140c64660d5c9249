package io.chimera.janus.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeavesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T14:09:00Z");

    private final Roots roots = new Roots(new SecureRandom());
    private final KeyPair key = roots.key();
    private final X509Certificate root = roots.root(roots.name(), key, List.of("example.com"), NOW);
    private final Leaves leaves = new Leaves(roots, root, key.getPrivate(), roots.key());

    LeavesTest() throws GeneralSecurityException {}

    private X509Certificate leaf(String host, Instant now) throws GeneralSecurityException {
        return leaves.of(host, now).chain().getFirst();
    }

    @Test
    void oneIsMadeOnceAndAnewBeforeItEnds() throws Exception {
        var first = leaf("a.example.com", NOW);
        assertThat(leaf("a.example.com", NOW.plus(Duration.ofDays(14)))).isSameAs(first);
        var second = leaf("a.example.com", NOW.plus(Duration.ofDays(16)));
        assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
        assertThat(second.getPublicKey()).isEqualTo(first.getPublicKey());
        second.verify(key.getPublic());
    }

    @Test
    void aClockThatWasSetBackMakesOneThatIsValidThen() throws Exception {
        leaf("a.example.com", NOW.plus(Duration.ofDays(5)));
        leaf("a.example.com", NOW).checkValidity(java.util.Date.from(NOW));
    }

    @Test
    void noneOutlivesTheRoot() throws Exception {
        var last = leaf("a.example.com", NOW.plus(Duration.ofDays(725)));
        assertThat(last.getNotAfter()).isEqualTo(root.getNotAfter());
        assertThat(leaf("b.example.com", NOW).getNotBefore()).isEqualTo(root.getNotBefore());
    }

    @Test
    void theLatestUsedAreKeptAndNoMore() throws Exception {
        var first = leaf("first.example.com", NOW);
        for (int i = 0; i < Leaves.MOST - 1; i++) leaf("h" + i + ".example.com", NOW);
        assertThat(leaf("first.example.com", NOW)).isSameAs(first);
        var older = leaf("h0.example.com", NOW);
        for (int i = 0; i < Leaves.MOST; i++) leaf("other" + i + ".example.com", NOW);

        assertThat(leaves.kept()).isEqualTo(Leaves.MOST);
        assertThat(leaf("h0.example.com", NOW)).isNotSameAs(older);
    }
}
