/** Benchmarks: programs, not tests. {@code ./chimera bench [NAME [NUMBER]]} runs them. */
@NullMarked
package io.chimera.app.bench;

import org.jspecify.annotations.NullMarked;
