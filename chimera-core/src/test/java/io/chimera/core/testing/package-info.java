/** What tests of every module are arranged with. */
@NullMarked
package io.chimera.core.testing;

import org.jspecify.annotations.NullMarked;
