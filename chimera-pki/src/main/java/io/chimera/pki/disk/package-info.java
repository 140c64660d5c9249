/** Where ledgers lie: small SQLite files with one writer. */
@NullMarked
package io.chimera.pki.disk;

import org.jspecify.annotations.NullMarked;
