/** Which way a dispatch goes next. Pure functions over facts. */
@NullMarked
package io.chimera.core.route;

import org.jspecify.annotations.NullMarked;
