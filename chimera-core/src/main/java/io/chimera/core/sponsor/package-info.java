/** What somebody pays for to be shown in channels. It is shown and reported, and never part of a history. */
@NullMarked
package io.chimera.core.sponsor;

import org.jspecify.annotations.NullMarked;
