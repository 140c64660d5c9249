package io.chimera.core.messenger;

import io.chimera.core.dialog.Dialog;

/** What came of wanting to write to a telephone number. */
public sealed interface Opening {

    /** Here is the dialog, new or known. */
    record Opened(Dialog dialog) implements Opening {}

    /** The cloud knows nobody with this number who can be written to. */
    record Nobody() implements Opening {}

    /** It is this account's own number. */
    record Yourself() implements Opening {}
}
