/** What proves an account to its neighbours, and how it is obtained. */
@NullMarked
package io.chimera.core.identity;

import org.jspecify.annotations.NullMarked;
