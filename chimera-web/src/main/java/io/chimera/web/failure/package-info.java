/** What people see when something goes wrong. */
@NullMarked
package io.chimera.web.failure;

import org.jspecify.annotations.NullMarked;
