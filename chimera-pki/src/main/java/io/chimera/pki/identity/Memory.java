package io.chimera.pki.identity;

import io.chimera.core.disk.PrivateFolder;
import io.chimera.pki.database.Database;
import io.chimera.pki.database.PostgresDatabase;
import io.chimera.pki.database.PostgresDatabase.Address;
import io.chimera.pki.database.SqliteDatabase;
import io.chimera.pki.https.Parts;
import java.io.IOException;

/** What a provider must not forget: its database, and the key that its codes are sealed with. */
record Memory(Database database, Codes codes) {

    private static final String FILE = "identity.db";

    static Memory open(ProviderSettings settings, Parts parts) throws IOException {
        var folder = PrivateFolder.open(settings.home());
        return switch (settings.keeping()) {
            case Keeping.Sqlite _ ->
                checked(parts.add(SqliteDatabase.open(folder, FILE, "pki/identity")), Codes.in(folder));
            case Keeping.Postgres at -> {
                var codes = Codes.with(SecretFile.read("the key that seals codes", at.codesKey()));
                var password = SecretFile.read("the database's password", at.passwordFile());
                var address = new Address(at.url(), at.user(), password, at.connections());
                yield checked(parts.add(PostgresDatabase.open(address, "pki/identity-postgresql")), codes);
            }
        };
    }

    /** With another key every right code would be wrong, and nothing would tell why. */
    private static Memory checked(Database database, Codes codes) throws IOException {
        var proof = codes.proof();
        var known = database.statements(KeyProof.class);
        var kept = database.change(() -> {
            known.propose(proof);
            return known.kept();
        });
        if (!kept.orElse("").equals(proof)) {
            throw new IOException("The key that seals codes is not the one this database knows. All instances need the"
                    + " same file; copy it from one that runs.");
        }
        return new Memory(database, codes);
    }
}
