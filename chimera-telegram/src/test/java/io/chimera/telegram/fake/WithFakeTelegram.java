package io.chimera.telegram.fake;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/**
 * Marks tests that load {@link PatchedTdLibrary}: they run in a process of their own, because the genuine library cannot be
 * loaded beside it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("fake-telegram")
@Timeout(120)
public @interface WithFakeTelegram {}
