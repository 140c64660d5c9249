/** How somebody who has an account in the cloud comes to use it on this computer. */
@NullMarked
package io.chimera.core.signin;

import org.jspecify.annotations.NullMarked;
