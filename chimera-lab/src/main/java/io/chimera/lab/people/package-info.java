/** Who lives in a fresh lab, and what they have said to each other so far. */
@NullMarked
package io.chimera.lab.people;

import org.jspecify.annotations.NullMarked;
