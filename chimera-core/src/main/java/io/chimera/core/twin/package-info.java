/** One message that came by both ways, recognised and shown once. */
@org.jspecify.annotations.NullMarked
package io.chimera.core.twin;
