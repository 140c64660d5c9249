package io.chimera.app;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/** A start that fails for a reason we know is told in one sentence, by {@link ChimeraApplication}, and in no other way. */
final class SentenceReporter implements SpringBootExceptionReporter {

    /** Made by Spring Boot (META-INF/spring.factories). */
    SentenceReporter(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        return ChimeraApplication.rootOf(failure) instanceof CannotStart;
    }
}
