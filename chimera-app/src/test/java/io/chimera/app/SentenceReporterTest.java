package io.chimera.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.chimera.janus.JanusSettings;
import io.chimera.janus.proxy.ProxySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** What is said of a start that fails. */
@ExtendWith(OutputCaptureExtension.class)
class SentenceReporterTest {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({JanusSettings.class, ProxySettings.class})
    static class Settings {}

    private static Throwable startWith(String setting) {
        return catchThrowable(() -> new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .run("--" + setting)
                .close());
    }

    @Test
    void aSettingThatCannotBeIsOneSentenceAndItsValueIsNowhere(CapturedOutput shown) {
        assertThat(SentenceReporter.sentenceOf(startWith("chimera.janus.proxy.connections=-4711")))
                .contains("chimera.janus.proxy.connections is 1 or more.");
        assertThat(shown).doesNotContain("4711").doesNotContain("FAILED TO START");
        assertThat(SentenceReporter.sentenceOf(startWith("chimera.janus.idle=2d")))
                .contains("chimera.janus.idle is 1s to 24h, not PT48H.");
    }

    @Test
    void whatNobodyForesawIsLeftToSpring(CapturedOutput shown) {
        assertThat(SentenceReporter.sentenceOf(startWith("chimera.janus.idle=soon")))
                .isEmpty();
        assertThat(shown).contains("chimera.janus.idle");
        assertThat(SentenceReporter.sentenceOf(new IllegalStateException("chimera.x is odd")))
                .isEmpty();
    }
}
