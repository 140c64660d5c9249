/** Comparing keys: by words, by digits, by QR codes. */
@NullMarked
package io.chimera.web.trust;

import org.jspecify.annotations.NullMarked;
