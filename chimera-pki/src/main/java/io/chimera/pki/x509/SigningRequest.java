package io.chimera.pki.x509;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A request for a certificate (PKCS #10, RFC 2986) that is signed by the key it names.
 *
 * <p>Only its common name, its alternative names and its key are looked at; whatever else it asks for is ignored, since
 * what a certificate says is for the authority to decide.
 */
public final class SigningRequest {

    private static final Set<ASN1ObjectIdentifier> SIGNATURES = Set.of(
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384,
            X9ObjectIdentifiers.ecdsa_with_SHA512,
            PKCSObjectIdentifiers.sha256WithRSAEncryption,
            PKCSObjectIdentifiers.sha384WithRSAEncryption,
            PKCSObjectIdentifiers.sha512WithRSAEncryption,
            EdECObjectIdentifiers.id_Ed25519);

    private final byte[] der;
    private final String commonName;
    private final SubjectNames names;
    private final PublicKey key;

    private SigningRequest(byte[] der, String commonName, SubjectNames names, PublicKey key) {
        this.der = der;
        this.commonName = commonName;
        this.names = names;
        this.key = key;
    }

    /** A request for a common name and no other, signed by the pair's private key, which is on an elliptic curve. */
    public static SigningRequest make(KeyPair pair, String commonName) {
        var subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
        return made(pair, subject, commonName, SubjectNames.NONE);
    }

    /** A request for alternative names and no common name, as ACME wants it. */
    public static SigningRequest make(KeyPair pair, SubjectNames names) {
        return made(pair, new X500NameBuilder(BCStyle.INSTANCE).build(), "", names);
    }

    private static SigningRequest made(KeyPair pair, X500Name subject, String commonName, SubjectNames names) {
        try {
            var builder = new JcaPKCS10CertificationRequestBuilder(subject, pair.getPublic());
            if (!names.isEmpty()) {
                var wanted = new ExtensionsGenerator();
                wanted.addExtension(Extension.subjectAlternativeName, false, names.encoded());
                builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wanted.generate());
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            return new SigningRequest(builder.build(signer).getEncoded(), commonName, names, pair.getPublic());
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("this Java cannot sign a request", e);
        }
    }

    /**
     * Reads a request and checks that the key it names has signed it, with SHA-256 or better.
     *
     * @throws MalformedPem if it is no such request; the message does not quote it
     */
    public static SigningRequest parse(String pem) throws MalformedPem {
        var der = Pem.request(pem);
        try {
            return parse(der);
        } catch (MalformedPem e) {
            throw e;
        } catch (IOException | GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw new MalformedPem("not a valid PKCS #10 request", e);
        } catch (RuntimeException e) {
            // Bouncy Castle reads lazily and meets bad bytes as IllegalArgument, IllegalState, ClassCast and others.
            throw new MalformedPem("not a valid PKCS #10 request", e);
        }
    }

    private static SigningRequest parse(byte[] der)
            throws IOException, PKCSException, OperatorCreationException, GeneralSecurityException {
        var request = new JcaPKCS10CertificationRequest(der);
        var key = request.getPublicKey();
        if (!SIGNATURES.contains(request.getSignatureAlgorithm().getAlgorithm())) {
            throw new MalformedPem("the request is signed with an algorithm that is not accepted");
        }
        if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
            throw new MalformedPem("the request is not signed by its key");
        }
        return new SigningRequest(der, commonName(request.getSubject()), names(request), key);
    }

    /** The request as it travels. */
    public String pem() {
        return Pem.text(Pem.REQUEST, der);
    }

    /** The request as ACME wants it. */
    public byte[] der() {
        return der.clone();
    }

    /** What names this very request, so that a token can be bound to it. */
    public Digest digest() {
        return new Digest(HexFormat.of().formatHex(Keys.sha256(der)));
    }

    /** The first common name of the subject, or the empty string. */
    public String commonName() {
        return commonName;
    }

    /** The alternative names asked for. */
    public SubjectNames names() {
        return names;
    }

    /** The key to be certified. */
    public PublicKey key() {
        return key;
    }

    /**
     * SHA-256 over a request's DER form.
     *
     * @param hex 64 lower-case hex digits
     */
    public record Digest(String hex) {
        public Digest {
            if (!hex.matches("[0-9a-f]{64}")) throw new IllegalArgumentException("not a SHA-256");
        }

        /** Without padding, as JOSE writes digests. */
        public String base64Url() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(HexFormat.of().parseHex(hex));
        }
    }

    /** The first common name of a name, or the empty string. */
    public static String commonName(X500Name subject) {
        var names = subject.getRDNs(BCStyle.CN);
        return names.length == 0
                ? ""
                : IETFUtils.valueToString(names[0].getFirst().getValue());
    }

    private static SubjectNames names(JcaPKCS10CertificationRequest request) {
        return Optional.ofNullable(request.getRequestedExtensions())
                .map(all -> GeneralNames.fromExtensions(all, Extension.subjectAlternativeName))
                .map(SubjectNames::of)
                .orElse(SubjectNames.NONE);
    }
}
