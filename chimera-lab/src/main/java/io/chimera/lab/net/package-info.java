/** What both ends of a connection need: trust in one key, and an end to waiting. */
@NullMarked
package io.chimera.lab.net;

import org.jspecify.annotations.NullMarked;
