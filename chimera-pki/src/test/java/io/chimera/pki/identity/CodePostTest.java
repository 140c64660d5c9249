package io.chimera.pki.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.account.AccountId;
import io.chimera.core.identity.CodeSender;
import io.chimera.pki.identity.CodePost.Letter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CodePostTest {

    private static final AccountId ANA = new AccountId(1001);

    private final CountDownLatch letGo = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();

    private final CodeSender slow = (to, text) -> {
        begun.incrementAndGet();
        try {
            letGo.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        sent.incrementAndGet();
    };

    @Test
    void fourAreUnderWayAndABoundedNumberWaits() {
        try (var post = new CodePost(slow)) {
            for (var i = 0; i < 4; i++) post.reserve().orElseThrow().fill(letter());
            await().until(() -> begun.get() == 4);

            for (var i = 0; i < 256; i++) post.reserve().orElseThrow().fill(letter());

            assertThat(post.reserve()).isEmpty();
            assertThat(begun).hasValue(4);
            letGo.countDown();
            await().until(() -> sent.get() == 260);
            assertThat(post.reserve()).isPresent();
        }
    }

    @Test
    void aPlaceThatIsNotFilledIsFreeAgain() {
        try (var post = new CodePost(slow)) {
            for (var i = 0; i < 1_000; i++) post.reserve().orElseThrow().close();

            assertThat(post.reserve()).isPresent();
        }
    }

    @Test
    void closingWaitsForWhatIsUnderWay() {
        try (var post = new CodePost(slow)) {
            post.reserve().orElseThrow().fill(letter());
            await().until(() -> begun.get() == 1);
            letGo.countDown();
        }

        assertThat(sent).hasValue(1);
    }

    @Test
    void aLetterDoesNotPrintItsCode() {
        assertThat(letter().toString()).contains("1001").doesNotContain("secret");
    }

    private static Letter letter() {
        return new Letter(ANA, "secret", () -> {});
    }
}
