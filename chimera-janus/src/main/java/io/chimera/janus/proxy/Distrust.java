package io.chimera.janus.proxy;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a handshake with a site came to nothing. */
final class Distrust {

    private static final int DEEPEST = 16;

    private Distrust() {}

    static Refusal of(@Nullable Throwable cause) {
        var why = Refusal.SITE_TLS;
        var one = cause;
        for (int depth = 0; one != null && depth < DEEPEST; depth++, one = one.getCause()) {
            if (isAboutTime(one)) return Refusal.SITE_EXPIRED;
            if (one instanceof CertPathBuilderException || one instanceof CertPathValidatorException)
                why = Refusal.SITE_ISSUER;
            else if (one instanceof CertificateException && why == Refusal.SITE_TLS)
                why = isAboutName(one) ? Refusal.SITE_NAME : Refusal.SITE_ISSUER;
        }
        return why;
    }

    private static boolean isAboutTime(Throwable cause) {
        return cause instanceof CertificateExpiredException
                || cause instanceof CertificateNotYetValidException
                || (cause instanceof CertPathValidatorException path
                        && (path.getReason() == BasicReason.EXPIRED || path.getReason() == BasicReason.NOT_YET_VALID));
    }

    /** Whether a browser ended a handshake with us because of the certificate it was shown (RFC 8446 §6.2). */
    static boolean isBrowsers(@Nullable Throwable cause) {
        var message = String.valueOf(cause == null ? null : cause.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("received fatal alert")
                && (message.contains("certificate") || message.contains("unknown_ca"));
    }

    /** The JDK has no type of its own for a certificate that is somebody else's. */
    private static boolean isAboutName(Throwable cause) {
        var message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no name matching") || message.contains("subject alternative");
    }
}
