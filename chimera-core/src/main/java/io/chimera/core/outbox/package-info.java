/** What was promised to a contact and is not settled. */
@NullMarked
package io.chimera.core.outbox;

import org.jspecify.annotations.NullMarked;
