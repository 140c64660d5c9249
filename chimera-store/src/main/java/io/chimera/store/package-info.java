/** One SQLite database per account through Spring Data JDBC, and the shelf of files beside it. */
@NullMarked
package io.chimera.store;

import org.jspecify.annotations.NullMarked;
