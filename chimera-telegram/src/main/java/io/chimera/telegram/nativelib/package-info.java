/** TDLib as a file on this computer: found, brought along, and known to be what was tested before it is loaded. */
@NullMarked
package io.chimera.telegram.nativelib;

import org.jspecify.annotations.NullMarked;
