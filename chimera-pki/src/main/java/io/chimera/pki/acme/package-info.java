/** Certificates for servers by ACME (RFC 8555): whoever answers at a name has it certified. */
@NullMarked
package io.chimera.pki.acme;

import org.jspecify.annotations.NullMarked;
