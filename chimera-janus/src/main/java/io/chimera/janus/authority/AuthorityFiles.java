package io.chimera.janus.authority;

import io.chimera.core.disk.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;

/**
 * The authority on the disk: {@code authority.pem} holds the key and the certificate made last, {@code given.pem} the one the
 * browsers have. The folder and the files are their owner's alone; where others can open them, nothing is read.
 */
final class AuthorityFiles {

    private static final String NEWEST = "authority.pem";
    private static final String GIVEN = "given.pem";

    private final Path folder;

    /** @param folder for these files and no others; it is made when the first is written */
    AuthorityFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * An authority.
     *
     * @param given the certificate the browsers have, of the same key
     */
    record Kept(KeyPair key, X509Certificate newest, Optional<X509Certificate> given) {

        /** Never the key. */
        @Override
        public String toString() {
            return "Kept[" + newest.getSubjectX500Principal() + "]";
        }
    }

    /**
     * What is there.
     *
     * @throws IOException if others can open it, or it cannot be read
     * @throws GeneralSecurityException if it is not what was written
     */
    Optional<Kept> read() throws IOException, GeneralSecurityException {
        var there = PrivateFolder.existing(folder);
        if (there.isEmpty()) return Optional.empty();
        var text = there.get().read(NEWEST);
        if (text.isEmpty()) return Optional.empty();
        var newest = certificate(text.get(), NEWEST);
        var keys = blocks(text.get(), Pem.KEY);
        if (keys.size() != 1)
            throw new GeneralSecurityException(NEWEST + " holds " + keys.size() + " keys and not one");
        var secret = secret(keys.getFirst());
        if (!Roots.belongs(newest.getPublicKey(), secret))
            throw new GeneralSecurityException("the key and the certificate in " + NEWEST + " do not belong together");
        var given = there.get().read(GIVEN);
        return Optional.of(new Kept(
                new KeyPair(newest.getPublicKey(), secret),
                newest,
                given.isPresent()
                        ? Optional.of(ofTheSame(newest, certificate(given.get(), GIVEN)))
                        : Optional.empty()));
    }

    private static PrivateKey secret(byte[] der) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (InvalidKeySpecException broken) {
            throw new GeneralSecurityException("the key in " + NEWEST + " cannot be read", broken);
        }
    }

    private static X509Certificate ofTheSame(X509Certificate newest, X509Certificate given)
            throws GeneralSecurityException {
        try {
            given.verify(newest.getPublicKey());
            return given;
        } catch (SignatureException | InvalidKeyException other) {
            throw new GeneralSecurityException(
                    "the certificate in " + GIVEN + " and the key in " + NEWEST + " do not belong together", other);
        }
    }

    private static X509Certificate certificate(String text, String name) throws GeneralSecurityException {
        var found = blocks(text, Pem.CERTIFICATE);
        if (found.size() != 1)
            throw new GeneralSecurityException(name + " holds " + found.size() + " certificates and not one");
        X509Certificate certificate;
        try {
            certificate = Roots.certificate(found.getFirst());
        } catch (CertificateException broken) {
            throw new GeneralSecurityException("the certificate in " + name + " cannot be read", broken);
        }
        if (Roots.sites(certificate).isEmpty())
            throw new GeneralSecurityException("the certificate in " + name + " is not limited to sites");
        return certificate;
    }

    private static List<byte[]> blocks(String text, String label) throws GeneralSecurityException {
        try {
            return Pem.read(text, label);
        } catch (IllegalArgumentException broken) {
            throw new GeneralSecurityException("what stands in the files is not what was written", broken);
        }
    }

    /** Writes the key and a certificate of it. */
    void write(KeyPair key, X509Certificate newest) throws IOException, GeneralSecurityException {
        PrivateFolder.open(folder)
                .write(
                        NEWEST,
                        Pem.of(Pem.KEY, key.getPrivate().getEncoded()) + Pem.of(Pem.CERTIFICATE, newest.getEncoded()));
    }

    /** Writes which certificate the browsers have. */
    void writeGiven(X509Certificate given) throws IOException, GeneralSecurityException {
        PrivateFolder.open(folder).write(GIVEN, Pem.of(Pem.CERTIFICATE, given.getEncoded()));
    }

    /** Removes both, whoever can open them. */
    void delete() throws IOException {
        Files.deleteIfExists(folder.resolve(NEWEST));
        Files.deleteIfExists(folder.resolve(GIVEN));
    }

    /** Where they are. */
    Path folder() {
        return folder;
    }
}
