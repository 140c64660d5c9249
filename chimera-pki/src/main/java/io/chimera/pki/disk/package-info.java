/** Where keys and ledgers lie: folders only their owner can enter, and small SQLite files with one writer. */
@NullMarked
package io.chimera.pki.disk;

import org.jspecify.annotations.NullMarked;
