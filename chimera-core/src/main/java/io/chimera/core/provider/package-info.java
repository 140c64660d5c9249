/** An identity provider as its operator sees it. */
@NullMarked
package io.chimera.core.provider;

import org.jspecify.annotations.NullMarked;
