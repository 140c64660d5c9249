package io.chimera.pki.identity;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a person reads when somebody wants a certificate in their name. It names the device and where it asked from, so
 * that a stranger's request is recognised, and says never to pass the code on.
 */
final class CodeText {

    private static final Locale PORTUGUESE = Locale.of("pt");
    private static final List<Locale> WRITTEN = List.of(PORTUGUESE, Locale.ENGLISH);

    private CodeText() {}

    /**
     * Writes it.
     *
     * @param languages what the asker prefers (RFC 9110 §12.5.4); Portuguese unless English comes first
     * @param device as the asker names it, already reduced to harmless characters
     */
    static String write(String code, String device, String asker, Duration life, String languages) {
        var digits = code.substring(0, 4) + " " + code.substring(4);
        var minutes = life.toMinutes();
        if (language(languages).equals(Locale.ENGLISH)) {
            return """
                    Chimera: your code is %s

                    “%s” (%s) asks for a certificate in your name. If that is you, type the code there within %d minutes.
                    If it is not, do nothing. Never forward this code or tell it to anybody: whoever has it can pass for you.
                    """.formatted(digits, device, asker, minutes);
        }
        return """
                Chimera: seu código é %s

                “%s” (%s) pede um certificado em seu nome. Se é você, digite o código lá em até %d minutos.
                Se não é, não faça nada. Nunca encaminhe nem conte este código a ninguém: quem o tem pode se passar por você.
                """.formatted(digits, device, asker, minutes);
    }

    /** What a person reads when a certificate was issued in their name, in both languages: the asker may not be them. */
    static String issued(String device, String asker) {
        return """
                Chimera: um certificado em seu nome foi emitido para “%1$s” (%2$s). Se não foi você, abra a página dos seus computadores no Chimera e desautorize esse computador, e fale com quem administra o Chimera onde você está.

                A certificate in your name was issued to “%1$s” (%2$s). If that was not you, open the page of your computers in Chimera and disown that computer, and talk to whoever runs Chimera where you are.
                """.formatted(device, asker);
    }

    /** What a person reads when a computer of theirs was disowned. */
    static String revoked(String device) {
        return """
                Chimera: o certificado de “%1$s” foi revogado. Se não foi você, fale com quem administra o Chimera onde você está.

                The certificate of “%1$s” was revoked. If that was not you, talk to whoever runs Chimera where you are.
                """.formatted(device);
    }

    private static Locale language(String languages) {
        try {
            var wanted = Locale.lookup(Locale.LanguageRange.parse(languages), WRITTEN);
            return wanted == null ? PORTUGUESE : wanted;
        } catch (IllegalArgumentException e) {
            return PORTUGUESE;
        }
    }
}
