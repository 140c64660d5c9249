/** The commands people type into forms, and where in a request they stand. Pure: no network, no Spring. */
@NullMarked
package io.chimera.janus.command;

import org.jspecify.annotations.NullMarked;
