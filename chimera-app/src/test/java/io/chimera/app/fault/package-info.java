/** What Chimera promises when switches flip, clouds fail and processes die. */
@NullMarked
package io.chimera.app.fault;

import org.jspecify.annotations.NullMarked;
