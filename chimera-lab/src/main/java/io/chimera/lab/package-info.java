/** A cloud of our own and a few people in it, to try all of Chimera on one machine. */
@NullMarked
package io.chimera.lab;

import org.jspecify.annotations.NullMarked;
