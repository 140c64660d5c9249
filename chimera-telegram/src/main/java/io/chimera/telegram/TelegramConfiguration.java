package io.chimera.telegram;

import io.chimera.core.account.AccountId;
import io.chimera.core.event.Events;
import io.chimera.telegram.carrier.Pace;
import io.chimera.telegram.carrier.TelegramClouds;
import io.chimera.telegram.nativelib.TdLibrary;
import io.chimera.telegram.session.Applications;
import io.chimera.telegram.session.TdSessions;
import io.chimera.telegram.signin.Reception;
import io.chimera.telegram.signin.TelegramSignIns;
import io.chimera.telegram.signin.TelegramSignOuts;
import io.chimera.telegram.tdlib.TdEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Telegram as the cloud: signing in, and the route for every account that has.
 *
 * <p>Needs the {@link Events}, a {@link Clock}, {@code chimera.home} and a {@link Reception}. TDLib
 * is loaded when the first account needs it.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TelegramSettings.class)
public class TelegramConfiguration {

    @Bean
    Applications telegramApplications(TelegramSettings settings, @Value("${chimera.home}") Path home) {
        return new Applications(home.resolve("telegram"), settings.application());
    }

    @Bean(destroyMethod = "close")
    TdSessions telegramSessions(TelegramSettings settings, @Value("${chimera.home}") Path home) {
        var folder = home.resolve("tdlib");
        return new TdSessions(
                () -> TdEngine.start(
                        TdLibrary.find(Optional.ofNullable(settings.library()), folder), folder.resolve("tdlib.log")),
                settings.wire(),
                version());
    }

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

    @Bean(destroyMethod = "close")
    TelegramSignIns telegramSignIns(
            TdSessions sessions,
            Applications applications,
            @Value("${chimera.home}") Path home,
            Reception reception,
            Clock clock) {
        return new TelegramSignIns(
                sessions, applications, home.resolve("telegram").resolve("sign-ins"), reception, clock);
    }

    @Bean
    TelegramSignOuts telegramSignOuts(TdSessions sessions, Applications applications, Reception reception) {
        return new TelegramSignOuts(sessions, applications, reception);
    }

    private static String version() {
        return Optional.ofNullable(TelegramConfiguration.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
