/** Who is here: announcements over UDP, sent and heard. What is heard is a claim; nothing is ever answered. */
@NullMarked
package io.chimera.p2p.announce;

import org.jspecify.annotations.NullMarked;
