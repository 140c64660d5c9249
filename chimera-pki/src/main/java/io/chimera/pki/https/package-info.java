/** HTTPS with one pinned root, both ends: a small server and a small client, bounded in size and time. */
@NullMarked
package io.chimera.pki.https;

import org.jspecify.annotations.NullMarked;
