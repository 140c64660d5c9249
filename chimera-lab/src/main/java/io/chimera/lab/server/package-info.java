/** The lab cloud itself: one process somewhere, reached by HTTP only. */
@NullMarked
package io.chimera.lab.server;

import org.jspecify.annotations.NullMarked;
