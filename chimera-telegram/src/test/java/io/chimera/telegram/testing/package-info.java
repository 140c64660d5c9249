/** What the tests of Telegram share. */
package io.chimera.telegram.testing;
