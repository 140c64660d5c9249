/** Who an account talks to. */
@NullMarked
package io.chimera.core.contact;

import org.jspecify.annotations.NullMarked;
