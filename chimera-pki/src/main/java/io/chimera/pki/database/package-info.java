/** Where the identity provider keeps what it must not forget: an SQLite file, or a PostgreSQL that several share. */
@NullMarked
package io.chimera.pki.database;

import org.jspecify.annotations.NullMarked;
