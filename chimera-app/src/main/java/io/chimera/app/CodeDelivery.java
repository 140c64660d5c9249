package io.chimera.app;

import io.chimera.core.identity.CodeSender;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How codes reach people, and how well.
 *
 * @param name what the operator reads
 * @param trouble what stands in the way and what to do about it, a sentence; empty if all is well
 */
record CodeDelivery(String name, CodeSender sender, Supplier<Optional<String>> trouble) {}
