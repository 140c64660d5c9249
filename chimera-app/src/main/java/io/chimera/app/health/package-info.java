/** How the node is: health components and the outbox, for whoever runs it. */
@NullMarked
package io.chimera.app.health;

import org.jspecify.annotations.NullMarked;
