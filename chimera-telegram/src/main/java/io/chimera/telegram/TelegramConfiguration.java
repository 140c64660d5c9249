package io.chimera.telegram;

import io.chimera.core.account.AccountId;
import io.chimera.core.event.Events;
import io.chimera.telegram.carrier.Pace;
import io.chimera.telegram.carrier.TelegramClouds;
import io.chimera.telegram.session.Applications;
import io.chimera.telegram.session.TdSessions;
import io.chimera.telegram.signin.Reception;
import io.chimera.telegram.signin.TelegramSignOuts;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Telegram as the cloud: signing in, and the route for every account that has.
 *
 * <p>Needs the {@link Events}, a {@link Clock}, {@code chimera.home} and a {@link Reception}. TDLib
 * is loaded when the first account needs it.
 */
@Configuration(proxyBeanMethods = false)
@Import(TelegramAccess.class)
public class TelegramConfiguration {

    @Bean
    TelegramClouds telegramClouds(
            TdSessions sessions,
            Applications applications,
            @Value("${chimera.home}") Path home,
            Events events,
            Clock clock) {
        return new TelegramClouds(
                sessions, applications, account -> databaseOf(home, account), events, Pace.usual(), clock);
    }

    /** Where an account's TDLib keeps what it knows. */
    public static Path databaseOf(Path home, AccountId account) {
        return home.resolve("accounts").resolve(account.toString()).resolve("telegram");
    }

    @Bean
    TelegramSignOuts telegramSignOuts(TdSessions sessions, Applications applications, Reception reception) {
        return new TelegramSignOuts(sessions, applications, reception);
    }
}
