/** Whether what is stored and what the cloud has are the same, and how that is mended. */
@NullMarked
package io.chimera.core.check;

import org.jspecify.annotations.NullMarked;
