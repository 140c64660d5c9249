/** The page on which people choose how pages look. */
@NullMarked
package io.chimera.web.setting;

import org.jspecify.annotations.NullMarked;
