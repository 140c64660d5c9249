package io.chimera.app;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An identity provider: {@code chimera.identity.*}. Which authority it serves is said by {@code chimera.pki.ca-url} and
 * {@code ca-fingerprint}, as everywhere.
 *
 * @param listenAddress where people's computers reach it; {@code 0.0.0.0} for every interface of this computer
 * @param port 0 takes any free one
 * @param names host names and IP literals it is called by; the first is the one in its URL. This computer's own if it
 *     listens on loopback
 * @param database where it keeps challenges and the audit
 * @param people the provisioner whose tokens people's certificates are issued for
 * @param certificate how it has its own
 * @param delivery how codes reach people; {@code console} is for trying out, on loopback only
 * @param botTokenFile holds the token of the bot that sends the codes; without it an account is signed in with
 *     {@code ./chimera install}
 * @param legacy whether the first Chimera's endpoints are offered as well
 * @param codeLife how long a code may be answered, at most 15 minutes
 * @param tokenLife how long a token may be spent, at most 5 minutes
 * @param limits how much it lets itself be asked
 */
@ConfigurationProperties("chimera.identity")
record IdentitySettings(
        @DefaultValue("127.0.0.1") InetAddress listenAddress,
        @DefaultValue("8000") int port,
        @DefaultValue List<String> names,
        @DefaultValue Database database,
        @DefaultValue People people,
        @DefaultValue Certificate certificate,
        @DefaultValue("telegram") Delivery delivery,
        @Nullable Path botTokenFile,
        @DefaultValue("false") boolean legacy,
        @DefaultValue("5m") Duration codeLife,
        @DefaultValue("90s") Duration tokenLife,
        @DefaultValue Limits limits) {

    private static final String PREFIX = "chimera.identity.";
    private static final int LARGEST_PORT = 0xffff;
    private static final List<String> OWN_NAMES = List.of("127.0.0.1", "localhost");

    /** How codes reach people. */
    enum Delivery {
        TELEGRAM,
        /** Through the lab cloud that {@code chimera.lab.join.*} names, for trying a provider out with several computers. */
        LAB,
        CONSOLE
    }

    /** How the provider has its own certificate. */
    enum Proof {
        /** By a token that it makes itself with the key of a provisioner for services. */
        TOKEN,
        /** By ACME: the authority asks for a file on port 80. */
        ACME_HTTP_01,
        /** By ACME: the authority makes a TLS connection to port 443. */
        ACME_TLS_ALPN_01
    }

    /**
     * @param url {@code jdbc:postgresql://host/database}; without it SQLite in the home
     * @param passwordFile holds the user's password
     * @param codesKeyFile holds the key that codes are sealed with, 64 hex digits, the same at all instances
     * @param connections how many at most, 2 to 50
     */
    record Database(
            @Nullable String url,
            @Nullable String user,
            @Nullable Path passwordFile,
            @Nullable Path codesKeyFile,
            @DefaultValue("8") int connections) {
        private static final int MOST_CONNECTIONS = 50;
        private static final String ON_THIS_COMPUTER =
                "jdbc:postgresql:(//(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?/.*|[^/].*|/[^/].*)";

        Database {
            if (url == null) {
                if (user != null || passwordFile != null || codesKeyFile != null)
                    throw wrong(
                            "database.user, password-file and codes-key-file belong to a database of its own; set database.url as well,"
                                    + " or leave them out for SQLite in the home");
            } else {
                if (!url.startsWith("jdbc:postgresql:"))
                    throw wrong(
                            "database.url must begin with jdbc:postgresql:, because no other database server is known."
                                    + " Leave it out for SQLite in the home");
                if (url.contains("password="))
                    throw wrong(
                            "database.url holds a password, which settings are not safe enough for: put it into a file"
                                    + " only you can read, and name that file in database.password-file");
                need("database.user", user, "the name by which it may use the database");
                need(
                        "database.password-file",
                        passwordFile,
                        "a file only you can read that holds that user's password");
                need(
                        "database.codes-key-file",
                        codesKeyFile,
                        "a file only you can read with the key that codes are sealed with, the same at every instance; openssl"
                                + " rand -hex 32 makes one");
                if (!url.matches(ON_THIS_COMPUTER) && !url.matches(".*[?&]sslmode=verify-(full|ca)(&.*)?"))
                    throw wrong(
                            "database.url names another computer, and what is kept there must not be read on the way: add"
                                    + " ?sslmode=verify-full&sslrootcert=FILE to it");
                if (connections < 2 || connections > MOST_CONNECTIONS)
                    throw wrong("database.connections must be 2 to " + MOST_CONNECTIONS + ", not " + connections);
            }
        }
    }

    /**
     * Either a JWK provisioner, with its key as {@code step} writes it; or an X5C provisioner, with a certificate and its
     * key as PEM.
     *
     * @param provisioner its name at the authority, exactly
     * @param keyFile the sealed key, {@code token.key}
     * @param passwordFile what opens that
     * @param chainFile the certificate and what leads to the provisioner's root
     * @param chainKeyFile that certificate's key
     */
    record People(
            @Nullable String provisioner,
            @Nullable Path keyFile,
            @Nullable Path passwordFile,
            @Nullable Path chainFile,
            @Nullable Path chainKeyFile) {
        People {
            need("people.provisioner", provisioner, "the name of the provisioner for people at the authority");
            boolean jwk = keyFile != null || passwordFile != null;
            boolean x5c = chainFile != null || chainKeyFile != null;
            if (jwk == x5c)
                throw wrong(
                        "people needs one proof of the two: key-file and password-file of a JWK provisioner, or chain-file"
                                + " and chain-key-file of an X5C provisioner; "
                                + (jwk ? "both are set" : "neither is set"));
            if (jwk) {
                need("people.key-file", keyFile, "the provisioner's sealed key, as step crypto jwk create writes it");
                need("people.password-file", passwordFile, "a file only you can read that holds the key's password");
            } else {
                need(
                        "people.chain-file",
                        chainFile,
                        "the certificate that signs tokens, with its intermediates, as PEM");
                need("people.chain-key-file", chainKeyFile, "the key of the certificate in people.chain-file, as PEM");
            }
        }
    }

    /**
     * @param proof how the authority is shown that the names are ours
     * @param provisioner for services, or the one for ACME
     * @param keyFile the sealed key of the provisioner for services; for tokens only
     * @param passwordFile what opens that; for tokens only
     * @param challengePort where ACME's challenge is answered if ports 80 and 443 are led elsewhere; 0 for those themselves
     */
    record Certificate(
            @DefaultValue("token") Proof proof,
            @Nullable String provisioner,
            @Nullable Path keyFile,
            @Nullable Path passwordFile,
            @DefaultValue("0") int challengePort) {
        Certificate {
            if (challengePort < 0 || challengePort > LARGEST_PORT)
                throw wrong("certificate.challenge-port must be 0 to " + LARGEST_PORT + ", not " + challengePort
                        + "; leave it out for port 80 or 443");
            need("certificate.provisioner", provisioner, "the provisioner from which its own certificate is had");
            switch (proof) {
                case TOKEN -> {
                    need("certificate.key-file", keyFile, "the sealed key of the provisioner for services");
                    need("certificate.password-file", passwordFile, "a file only you can read that holds its password");
                }
                case ACME_HTTP_01, ACME_TLS_ALPN_01 -> {
                    if (keyFile != null || passwordFile != null)
                        throw wrong(
                                "certificate.key-file and password-file are for certificate.proof=token; ACME needs no key"
                                        + " of a provisioner. Leave them out");
                }
            }
        }
    }

    /** As {@link io.chimera.pki.identity.Limits} has them; what is usual suits a team of some hundred people. */
    record Limits(
            @DefaultValue("5") int tries,
            @DefaultValue("3") int openForOne,
            @DefaultValue("20") int dailyForOne,
            @DefaultValue("8") int dailyByOneForOne,
            @DefaultValue("1m") Duration pause) {
        private static final int MOST_TRIES = 10;

        Limits {
            if (tries < 1 || tries > MOST_TRIES)
                throw wrong(
                        "limits.tries must be 1 to " + MOST_TRIES + ", not " + tries + ": each is a guess at a code");
            if (openForOne < 1 || dailyForOne < 1 || dailyByOneForOne < 1 || pause.isNegative())
                throw wrong("limits are positive numbers, and limits.pause is a time");
        }
    }

    IdentitySettings {
        if (port < 0 || port > LARGEST_PORT)
            throw wrong("port must be 0 to " + LARGEST_PORT + ", not " + port + "; the usual one is 8000");
        names = names.isEmpty() && listenAddress.isLoopbackAddress() ? OWN_NAMES : List.copyOf(names);
        if (names.isEmpty())
            throw wrong("names is not set: it lists the host names and addresses by which people's computers reach this"
                    + " provider, the one they are told first, such as identity.example.org");
        for (var name : names) {
            if (name.isBlank() || name.contains("/") || name.contains(" "))
                throw wrong("names holds «" + name + "», which is neither a host name nor an address");
            if (name.matches("[0-9]+"))
                throw wrong("names holds «" + name + "»: a number is the name of a person, never of a server");
        }
        if (delivery == Delivery.CONSOLE && !listenAddress.isLoopbackAddress())
            throw wrong(
                    "delivery=console writes codes on the terminal, so that whoever sees it can have a certificate in"
                            + " anybody's name; it is possible only while listen-address is loopback, such as 127.0.0.1. Set"
                            + " delivery=telegram");
        if (delivery == Delivery.CONSOLE && botTokenFile != null)
            throw wrong("bot-token-file is for delivery=telegram; set that, or leave the file out");
        within("code-life", codeLife, Duration.ofMinutes(15));
        within("token-life", tokenLife, Duration.ofMinutes(5));
    }

    private static void within(String name, Duration value, Duration longest) {
        if (!value.isPositive() || value.compareTo(longest) > 0)
            throw wrong(name + " must be positive and at most " + longest.toMinutes() + "m, not " + value);
    }

    // Spring hands in null for what is not set, whatever the types say.
    private static void need(String name, @Nullable Object value, String what) {
        if (value == null || value.toString().isBlank()) throw wrong(name + " is not set: " + what);
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(PREFIX + what + ".");
    }
}
