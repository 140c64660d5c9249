package io.chimera.app;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * A start that fails for a reason we know is told in one sentence, by {@link ChimeraApplication}, and in no other way: Spring
 * Boot would show the setting with what was set, which nobody else may have to read.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SentenceReporter implements SpringBootExceptionReporter {

    /** Made by Spring Boot (META-INF/spring.factories). */
    SentenceReporter(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        return sentenceOf(failure).isPresent();
    }

    /**
     * What the person at the terminal is told: the words of the first {@link CannotStart}, or those of settings that refuse
     * what was set and say which. Empty if nobody foresaw it.
     */
    static Optional<String> sentenceOf(Throwable failed) {
        boolean isOfSettings = failed instanceof BindException;
        var root = failed;
        while (root.getCause() != null && !(root instanceof CannotStart)) {
            root = root.getCause();
            isOfSettings |= root instanceof BindException;
        }
        var said = String.valueOf(root.getMessage());
        if (root instanceof CannotStart) return Optional.of(said);
        return isOfSettings && root instanceof IllegalArgumentException && said.startsWith("chimera.")
                ? Optional.of(said.endsWith(".") ? said : said + ".")
                : Optional.empty();
    }
}
