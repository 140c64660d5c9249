package io.chimera.pki.identity;

import io.chimera.pki.step.ProvisionerKey;
import java.io.IOException;
import java.nio.file.Path;

/** The key of a JWK provisioner as whoever runs the authority hands it over. */
public final class ProvisionerFiles {

    private ProvisionerFiles() {}

    /**
     * Reads a key as {@code step ca provisioner add} and {@code step crypto jwk create} write it: a compact JWE that a
     * password opens. Both files must be their owner's alone, in folders that only their owner can enter.
     *
     * @param provisioner its name at the authority
     */
    public static ProvisionerKey read(String provisioner, Path key, Path passwordFile) throws IOException {
        var password = SecretFile.read("the provisioner key's password", passwordFile);
        return ProvisionerKey.read(provisioner, SecretFile.read("the provisioner's key", key), password);
    }
}
