/** Certificates and keys as the files people hand each other. */
@NullMarked
package io.chimera.pki.handed;

import org.jspecify.annotations.NullMarked;
