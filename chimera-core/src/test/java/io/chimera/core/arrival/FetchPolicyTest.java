package io.chimera.core.arrival;

import static io.chimera.core.testing.People.withBruno;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.chimera.core.arrival.FetchPolicy.Fetch;
import io.chimera.core.dialog.Dialog;
import io.chimera.core.dialog.DialogId;
import org.junit.jupiter.api.Test;

class FetchPolicyTest {

    private final FetchPolicy policy = new FetchPolicy(1_000);

    @Test
    void aFileUpToTheLimitComesByItself() {
        assertThat(policy.of(withBruno(), 0)).isEqualTo(Fetch.BY_ITSELF);
        assertThat(policy.of(withBruno(), 1_000)).isEqualTo(Fetch.BY_ITSELF);
    }

    @Test
    void aLargerOneComesWhenSomebodyAsks() {
        assertThat(policy.of(withBruno(), 1_001)).isEqualTo(Fetch.WHEN_ASKED);
    }

    @Test
    void aGroupOfPeopleIsLikeADialogOfTwo() {
        var group = new Dialog.Group(new DialogId(-4_000), "Obras");
        assertThat(policy.of(group, 1_000)).isEqualTo(Fetch.BY_ITSELF);
        assertThat(policy.of(group, 1_001)).isEqualTo(Fetch.WHEN_ASKED);
    }

    @Test
    void ofAChannelNothingComesUnaskedHoweverSmall() {
        var channel = new Dialog.Channel(new DialogId(-1_001_234_567_890L), "News");
        assertThat(policy.of(channel, 1)).isEqualTo(Fetch.WHEN_ASKED_TWICE);
        assertThat(new FetchPolicy(Long.MAX_VALUE).of(channel, 1)).isEqualTo(Fetch.WHEN_ASKED_TWICE);
    }

    @Test
    void aSupergroupIsLikeAChannel() {
        var supergroup = new Dialog.Group(new DialogId(-1_001_234_567_890L), "Everybody");
        assertThat(policy.of(supergroup, 1)).isEqualTo(Fetch.WHEN_ASKED_TWICE);
    }

    @Test
    void withoutALimitNothingComesByItselfButEmptyFiles() {
        assertThat(new FetchPolicy(0).of(withBruno(), 1)).isEqualTo(Fetch.WHEN_ASKED);
        assertThatIllegalArgumentException().isThrownBy(() -> new FetchPolicy(-1));
    }
}
