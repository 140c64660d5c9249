package io.chimera.app;

import io.chimera.telegram.TelegramAccess;
import io.chimera.telegram.carrier.TelegramCodeSender;
import io.chimera.telegram.session.Applications;
import io.chimera.telegram.session.TdSessions;
import io.chimera.telegram.signin.Reception;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Codes go by Telegram. */
@Configuration(proxyBeanMethods = false)
@Import(TelegramAccess.class)
class TelegramDelivery {

    @Bean
    Reception codeOffice(Path home, ObjectProvider<TelegramCodeSender> sender) {
        return new CodeOffice(folder(home), sender::getObject);
    }

    @Bean(destroyMethod = "close")
    TelegramCodeSender telegramCodeSender(
            TdSessions sessions, Applications applications, Path home, IdentitySettings settings, Clock clock) {
        var token = Optional.ofNullable(settings.botTokenFile())
                .map(file -> OwnFile.secret("chimera.identity.bot-token-file", file));
        return TelegramCodeSender.open(new TelegramCodeSender.Parts(
                sessions, applications, folder(home), token, TelegramCodeSender.pace(), clock));
    }

    @Bean
    CodeDelivery delivery(TelegramCodeSender sender) {
        return new CodeDelivery("Telegram", sender, sender::trouble);
    }

    private static Path folder(Path home) {
        return home.resolve("telegram").resolve("codes");
    }
}
