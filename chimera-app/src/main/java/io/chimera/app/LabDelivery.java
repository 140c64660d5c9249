package io.chimera.app;

import io.chimera.lab.Lab;
import io.chimera.lab.LabSettings;
import io.chimera.lab.client.LabCodeSender;
import io.chimera.lab.client.LabLines;
import io.chimera.lab.client.Pace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Codes go through the cloud of a lab that runs elsewhere. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LabSettings.class)
class LabDelivery {

    @Bean
    Lab lab(LabSettings settings, Path home, Clock clock) throws IOException {
        if (settings.join() == null)
            throw new CannotStart(
                    "chimera.identity.delivery=lab sends codes through the cloud of a lab, and chimera.lab.join.url,"
                            + " fingerprint and tokens do not say which. That lab's invitation.properties holds them.");
        return Lab.open(settings, home, Optional.empty(), clock);
    }

    @Bean
    LabLines labLines(Lab lab) {
        return new LabLines(lab.reach(), Pace.usual());
    }

    @Bean
    CodeDelivery delivery(LabLines lines) {
        return new CodeDelivery("lab cloud", new LabCodeSender(lines), Optional::empty);
    }
}
