/** The command line: verbs that talk to the running node over its REST API, never to its database. */
@NullMarked
package io.chimera.app.command;

import org.jspecify.annotations.NullMarked;
