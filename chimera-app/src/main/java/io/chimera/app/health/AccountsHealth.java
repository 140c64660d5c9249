package io.chimera.app.health;

import io.chimera.core.messenger.Messenger;
import io.chimera.core.messenger.Messengers;
import java.util.LinkedHashMap;
import java.util.function.Function;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** A health component that asks something of every open account: it is as well as the worst of them. */
final class AccountsHealth implements HealthIndicator {

    /** How one account is, with the reason. */
    record Condition(Status status, String words) {
        static Condition up(String words) {
            return new Condition(Status.UP, words);
        }

        static Condition down(String words) {
            return new Condition(Status.DOWN, words);
        }
    }

    private final Messengers messengers;
    private final Function<Messenger, Condition> question;

    AccountsHealth(Messengers messengers, Function<Messenger, Condition> question) {
        this.messengers = messengers;
        this.question = question;
    }

    @Override
    public Health health() {
        var words = new LinkedHashMap<String, Object>();
        var worst = Status.UP;
        for (var messenger : messengers.all()) {
            var condition = question.apply(messenger);
            words.put(messenger.account().toString(), condition.words());
            if (condition.status().equals(Status.DOWN)) worst = Status.DOWN;
        }
        return Health.status(worst).withDetails(words).build();
    }
}
