package io.chimera.telegram;

import io.chimera.telegram.nativelib.TdLibrary;
import io.chimera.telegram.session.Applications;
import io.chimera.telegram.session.TdSessions;
import io.chimera.telegram.signin.Reception;
import io.chimera.telegram.signin.TelegramSignIns;
import io.chimera.telegram.tdlib.TdEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Telegram as far as signing in: what a node and an identity provider have in common.
 *
 * <p>Needs a {@link Clock}, {@code chimera.home} and a {@link Reception}. TDLib is loaded when the first account needs it.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TelegramSettings.class)
public class TelegramAccess {

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

    private static String version() {
        return Optional.ofNullable(TelegramAccess.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
