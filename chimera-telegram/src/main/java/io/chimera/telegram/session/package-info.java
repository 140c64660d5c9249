/** One account's TDLib: where its database lies, and how it is opened. */
@NullMarked
package io.chimera.telegram.session;

import org.jspecify.annotations.NullMarked;
