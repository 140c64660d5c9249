package io.chimera.pki.identity;

import java.nio.file.Path;

/** Where an identity provider keeps what it must not forget. */
public sealed interface Keeping {

    /** In its home, for this instance alone. The key that seals its codes is made there if there is none. */
    record Sqlite() implements Keeping {}

    /**
     * In a PostgreSQL that all instances of an organisation share.
     *
     * @param url {@code jdbc:postgresql://host:port/database}, with {@code ?sslmode=verify-full&sslrootcert=…} unless it
     *     is on this computer
     * @param user may make tables in it, at the first start and after an update
     * @param passwordFile holds the user's password; only its owner can read it, and enter its folder
     * @param codesKey the key that seals codes, 64 hex digits ({@code openssl rand -hex 32}), the same at all instances;
     *     guarded as the password's file is
     * @param connections how many at most, 2 to 50
     */
    record Postgres(String url, String user, Path passwordFile, Path codesKey, int connections) implements Keeping {

        /** Enough for some hundred requests a second. */
        public static final int USUAL_CONNECTIONS = 8;

        public Postgres {
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException("a database's address begins with jdbc:postgresql:, not " + url);
            }
            if (connections < 2 || connections > 50) {
                throw new IllegalArgumentException("2 to 50 connections, not " + connections);
            }
        }
    }
}
