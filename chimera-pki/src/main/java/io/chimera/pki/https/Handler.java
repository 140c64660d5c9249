package io.chimera.pki.https;

/** Answers calls. Called by many threads at once; may block. */
public interface Handler {

    /** Answers one call. What it throws is logged and answered with {@link #trouble trouble(500)}. */
    Answer answer(Call call);

    /** How this interface words what the server itself found: 413 (body too large), 500 (a fault), 503 (too busy). */
    Answer trouble(int status);
}
