/** Signing in: a browser speaks for one account. */
@NullMarked
package io.chimera.web.sign;

import org.jspecify.annotations.NullMarked;
