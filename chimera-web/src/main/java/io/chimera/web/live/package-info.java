/** What keeps open pages true without a reload. */
@NullMarked
package io.chimera.web.live;

import org.jspecify.annotations.NullMarked;
