/**
 * A certificate authority that speaks step-ca's HTTP API, for one machine, and the assembly of everything a lab needs to
 * hand out certificates. What uses them does so over HTTPS, as it would use the real ones.
 */
@NullMarked
package io.chimera.pki.lab;

import org.jspecify.annotations.NullMarked;
