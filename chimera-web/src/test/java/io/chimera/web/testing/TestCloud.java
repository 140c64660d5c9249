package io.chimera.web.testing;

import io.chimera.core.messenger.Messengers;
import io.chimera.core.signin.ScriptedSignIns;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;

/** A cloud one can sign in to, beside the house. No configuration by name: only who asks for it has it. */
public class TestCloud {

    @Bean
    ScriptedSignOuts signOuts() {
        return new ScriptedSignOuts();
    }

    @Bean
    ScriptedSignIns signIns(House house, ObjectProvider<Messengers> messengers, Clock clock) {
        return new ScriptedSignIns(clock, account -> {
            house.save(account);
            messengers.getObject().open(account.id());
        });
    }
}
