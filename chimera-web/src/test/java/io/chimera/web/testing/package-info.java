/** A whole house to serve pages from: the core's own classes over memory, with carriers that do as they are told. */
@NullMarked
package io.chimera.web.testing;

import org.jspecify.annotations.NullMarked;
