/** The lab cloud's HTTP interface, as both its ends know it; docs/lab.md describes it. */
@NullMarked
package io.chimera.lab.api;

import org.jspecify.annotations.NullMarked;
