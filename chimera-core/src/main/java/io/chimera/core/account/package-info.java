/** Who has signed in here. */
@NullMarked
package io.chimera.core.account;

import org.jspecify.annotations.NullMarked;
