/** What people do in their browsers, done by a real Chromium with the whole program. */
@NullMarked
package io.chimera.app.scene.browser;

import org.jspecify.annotations.NullMarked;
