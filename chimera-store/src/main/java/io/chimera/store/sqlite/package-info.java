/** One SQLite database: how it is opened, looked over, brought up to date, read and written. Knows no table. */
@NullMarked
package io.chimera.store.sqlite;

import org.jspecify.annotations.NullMarked;
