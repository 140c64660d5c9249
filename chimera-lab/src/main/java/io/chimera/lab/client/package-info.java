/** A node's side of the lab cloud. Knows nothing of the server but its address, its key and its HTTP interface. */
@NullMarked
package io.chimera.lab.client;

import org.jspecify.annotations.NullMarked;
