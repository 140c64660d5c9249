package io.chimera.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.signin.SignInStep.Ended;
import io.chimera.core.signin.SignInStep.Preparing;
import io.chimera.core.signin.SignInStep.WantsApplication;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScriptedSignInsTest extends SignInsContract {

    @Override
    protected ScriptedSignIns open() {
        return new ScriptedSignIns(Clock.systemUTC(), _ -> {});
    }

    @Test
    void itMayTakeAMomentUntilItIsKnownWhatIsWanted() throws Exception {
        var cloud = open();
        cloud.slow(true);
        var signIn = cloud.begin();
        assertThat(signIn.step()).isInstanceOf(Preparing.class);

        cloud.slow(false);

        assertThat(signIn.awaitOtherThan(new Preparing(), Duration.ofSeconds(30)))
                .isInstanceOf(WantsApplication.class);
    }

    @Test
    void whenVeryManyAreUnderWayTheOneLeftAloneLongestMakesRoom() {
        var cloud = open();
        var first = cloud.begin();
        var second = cloud.begin();
        for (int n = 0; n < ScriptedSignIns.MOST - 2; n++) cloud.begin();
        assertThat(first.step()).isNotInstanceOf(Ended.class);

        cloud.begin();

        assertThat(first.step()).isInstanceOf(Ended.class);
        assertThat(second.step()).isNotInstanceOf(Ended.class);
    }
}
