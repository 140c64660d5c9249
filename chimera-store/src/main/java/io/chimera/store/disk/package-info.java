/** Folders and files: who may read them, who uses them now, and the shelf where an account's files lie. */
@NullMarked
package io.chimera.store.disk;

import org.jspecify.annotations.NullMarked;
