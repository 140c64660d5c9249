/** The first Chimera's database, and the files beside it: read, never written. */
@NullMarked
package io.chimera.store.legacy;

import org.jspecify.annotations.NullMarked;
