/** Who may talk to this server at all: host names, foreign sites, the API's token, and what browsers are told. */
@NullMarked
package io.chimera.web.guard;

import org.jspecify.annotations.NullMarked;
