package io.chimera.app.command;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What differs from place to place, in the order in which the first Chimera asked for it. */
enum Variable {
    API_ID(
            "chimera.telegram.api-id",
            "Telegram wants to know which application this is. You get its id and hash at https://my.telegram.org/apps.",
            "Application id (api_id)",
            "a number") {
        @Override
        Optional<String> read(String typed) {
            return typed.matches("[1-9][0-9]{0,8}") ? Optional.of(typed) : Optional.empty();
        }
    },
    API_HASH(
            "chimera.telegram.api-hash",
            "Its hash is not shown while you type it.",
            "Application hash (api_hash)",
            "32 letters and digits, as my.telegram.org shows them") {
        @Override
        Optional<String> read(String typed) {
            var hash = typed.toLowerCase(Locale.ROOT);
            return hash.matches("[0-9a-f]{32}") ? Optional.of(hash) : Optional.empty();
        }

        @Override
        boolean isSecret() {
            return true;
        }
    },
    AUTHORITY(
            "chimera.pki.ca-url",
            "Certificates come from your team's authority (step-ca). Without one there is no direct way between computers.",
            "The authority's address, host:port",
            "an address like ca.example.com:8443") {
        @Override
        Optional<String> read(String typed) {
            return url(typed);
        }

        @Override
        String asTyped(String value) {
            return withoutScheme(value);
        }
    },
    FINGERPRINT(
            "chimera.pki.ca-fingerprint",
            "Its root certificate is known by a fingerprint, which whoever runs it tells you: step certificate fingerprint"
                    + " root_ca.crt.",
            "Fingerprint of the root certificate",
            "a SHA-256 in 64 hex digits") {
        @Override
        Optional<String> read(String typed) {
            var digits = typed.replace(":", "").toLowerCase(Locale.ROOT);
            return digits.matches("[0-9a-f]{64}") ? Optional.of(digits) : Optional.empty();
        }
    },
    IDENTITY_PROVIDER(
            "chimera.pki.identity-url",
            "The identity provider sends the code by which you prove who you are.",
            "The identity provider's address, host:port",
            "an address like id.example.com:8000") {
        @Override
        Optional<String> read(String typed) {
            return url(typed);
        }

        @Override
        String asTyped(String value) {
            return withoutScheme(value);
        }
    },
    ANNOUNCE_TO(
            "chimera.lan.announce-to",
            "Chimera announces itself on every network of this computer. Where that is not wanted, it can be one broadcast"
                    + " address.",
            "Broadcast address, or nothing",
            "an address like 192.168.0.255") {
        @Override
        Optional<String> read(String typed) {
            var address = typed.contains(":") ? typed : typed + ":" + LAN_PORT;
            return ADDRESS.matcher(address).matches() ? Optional.of(address) : Optional.empty();
        }
    };

    private static final int LAN_PORT = 50_050;
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final String PORT = "([1-9][0-9]{0,4})";
    private static final Pattern ADDRESS = Pattern.compile(OCTET + "(\\." + OCTET + "){3}:" + PORT);
    private static final Pattern PLACE =
            Pattern.compile("(https://)?([A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+]):" + PORT + "/?");

    private final String setting;
    private final String explanation;
    private final String question;
    private final String wanted;

    Variable(String setting, String explanation, String question, String wanted) {
        this.setting = setting;
        this.explanation = explanation;
        this.question = question;
        this.wanted = wanted;
    }

    /** The setting it is. */
    String setting() {
        return setting;
    }

    String explanation() {
        return explanation;
    }

    String question() {
        return question;
    }

    /** What it must look like, in words. */
    String wanted() {
        return wanted;
    }

    /** What was typed as the setting's value; empty if it cannot be that. */
    abstract Optional<String> read(String typed);

    /** A value as somebody would type it. */
    String asTyped(String value) {
        return value;
    }

    boolean isSecret() {
        return false;
    }

    private static Optional<String> url(String typed) {
        return PLACE.matcher(typed).matches()
                ? Optional.of("https://" + withoutScheme(typed).replaceAll("/$", ""))
                : Optional.empty();
    }

    private static String withoutScheme(String url) {
        return url.replaceFirst("^https://", "");
    }
}
