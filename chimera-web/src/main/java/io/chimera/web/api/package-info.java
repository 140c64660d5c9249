/** The REST API, version 1. */
@NullMarked
package io.chimera.web.api;

import org.jspecify.annotations.NullMarked;
