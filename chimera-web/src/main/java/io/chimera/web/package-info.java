/** The pages, their live updates, and the REST API. */
@NullMarked
package io.chimera.web;

import org.jspecify.annotations.NullMarked;
