/** Who is near: the announcements heard on this LAN, aged by the clock. No sockets. */
@NullMarked
package io.chimera.core.neighbour;

import org.jspecify.annotations.NullMarked;
