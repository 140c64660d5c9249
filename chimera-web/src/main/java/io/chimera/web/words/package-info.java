/** What people read and see everywhere: languages, figures, moments, faces. */
@NullMarked
package io.chimera.web.words;

import org.jspecify.annotations.NullMarked;
