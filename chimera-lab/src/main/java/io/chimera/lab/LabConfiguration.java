package io.chimera.lab;

import io.chimera.core.event.Events;
import io.chimera.core.store.AccountStores;
import io.chimera.lab.client.AutomaticPerson;
import io.chimera.lab.client.LabClouds;
import io.chimera.lab.client.LabCodeSender;
import io.chimera.lab.client.LabLines;
import io.chimera.lab.client.LabPhonebook;
import io.chimera.lab.client.LabSky;
import io.chimera.lab.client.Pace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A lab cloud, and this node's way into it: the cloud's port for every account, and the sender of one-time codes.
 *
 * <p>Needs {@link AccountStores}, {@link Events}, a {@link Clock}, {@code chimera.home}, and takes a {@link LabTls} if
 * there is one. Nothing but {@link Lab} holds the server; all else reaches it over its socket.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LabSettings.class)
public class LabConfiguration {

    @Bean
    Lab lab(LabSettings settings, @Value("${chimera.home}") String home, ObjectProvider<LabTls> tls, Clock clock)
            throws IOException {
        return Lab.open(settings, Path.of(home).toAbsolutePath(), tls.stream().findFirst(), clock);
    }

    @Bean
    LabLines labLines(Lab lab) {
        return new LabLines(lab.reach(), Pace.usual());
    }

    @Bean
    LabClouds labClouds(LabLines lines, AccountStores stores, Events events, Clock clock) {
        return new LabClouds(lines, events, clock);
    }

    @Bean
    LabCodeSender labCodeSender(LabLines lines) {
        return new LabCodeSender(lines);
    }

    @Bean
    LabPhonebook labPhonebook(LabLines lines) {
        return new LabPhonebook(lines);
    }

    @Bean
    LabSky labSky(LabLines lines) {
        return new LabSky(lines);
    }

    @Bean
    AutomaticPerson automaticPerson(LabLines lines) {
        return new AutomaticPerson(lines);
    }
}
