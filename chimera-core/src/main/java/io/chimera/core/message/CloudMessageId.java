package io.chimera.core.message;

/**
 * The id the cloud gave a message. It means something only together with its dialog, and the two ends of a dialog may
 * know one message by different ids.
 */
public record CloudMessageId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
