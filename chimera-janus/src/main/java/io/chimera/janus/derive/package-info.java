/** From one secret and a site to a user name and a password. */
@NullMarked
package io.chimera.janus.derive;

import org.jspecify.annotations.NullMarked;
