/** The program: assembly, profiles, command line, packaging. */
@NullMarked
package io.chimera.app;

import org.jspecify.annotations.NullMarked;
