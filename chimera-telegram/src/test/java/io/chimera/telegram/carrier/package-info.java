@NullMarked
package io.chimera.telegram.carrier;

import org.jspecify.annotations.NullMarked;
