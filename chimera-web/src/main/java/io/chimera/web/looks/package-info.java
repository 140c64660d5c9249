/** How words look: in a page, with every style that was given them, and in one line. */
@NullMarked
package io.chimera.web.looks;

import org.jspecify.annotations.NullMarked;
