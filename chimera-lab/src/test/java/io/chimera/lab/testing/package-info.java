/** What the lab's tests are arranged with. */
@NullMarked
package io.chimera.lab.testing;

import org.jspecify.annotations.NullMarked;
