package io.chimera.telegram.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unreachable;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    @Test
    void aNoIsSaidInWords() {
        assertThat(Refusals.outcome(400, "YOU_BLOCKED_USER", false))
                .isEqualTo(new Refused("you have blocked this person in Telegram"));
        assertThat(Refusals.outcome(403, "CHAT_RESTRICTED", false))
                .isEqualTo(new Refused("Telegram did not take it (CHAT_RESTRICTED)"));
    }

    @Test
    void whatMayHoldAPathIsNotRepeated() {
        assertThat(Refusals.outcome(400, "File \"/home/ana/secret.txt\" not found", false))
                .isEqualTo(new Refused("Telegram did not take it (400)"));
    }

    @Test
    void whatPassesIsNoRefusal() {
        assertThat(Refusals.outcome(429, "Too Many Requests: retry after 100", false))
                .isInstanceOf(Unreachable.class);
        assertThat(Refusals.outcome(401, "Unauthorized", false)).isInstanceOf(Unreachable.class);
        assertThat(Refusals.outcome(500, "Request aborted", true))
                .isEqualTo(new Unconfirmed("something went wrong at Telegram", true));
    }
}
