/** The pages of whoever runs an identity provider. */
@NullMarked
package io.chimera.web.provider;

import org.jspecify.annotations.NullMarked;
