/** Profiles while they are unlocked: in memory, each for one account, until somebody or the clock locks them. */
@NullMarked
package io.chimera.janus.desk;

import org.jspecify.annotations.NullMarked;
