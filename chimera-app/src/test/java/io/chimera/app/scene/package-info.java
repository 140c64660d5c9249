/** Scenes with the whole program: real processes, real sockets, a real browser. */
@NullMarked
package io.chimera.app.scene;

import org.jspecify.annotations.NullMarked;
