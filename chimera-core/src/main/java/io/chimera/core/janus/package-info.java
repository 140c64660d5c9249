/** A person's names, passwords and addresses for sites: computed from a secret, kept nowhere. */
@NullMarked
package io.chimera.core.janus;

import org.jspecify.annotations.NullMarked;
