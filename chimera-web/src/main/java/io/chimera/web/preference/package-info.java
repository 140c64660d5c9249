/** How pages look to a person. */
@NullMarked
package io.chimera.web.preference;

import org.jspecify.annotations.NullMarked;
