package io.chimera.telegram.fake.mtproto;

import static io.chimera.telegram.fake.mtproto.Digests.bytes;
import static io.chimera.telegram.fake.mtproto.Digests.joined;
import static io.chimera.telegram.fake.mtproto.Digests.number;
import static io.chimera.telegram.fake.mtproto.Digests.sha1;
import static io.chimera.telegram.fake.mtproto.Digests.sha256;
import static io.chimera.telegram.fake.mtproto.Digests.xor;

import io.chimera.telegram.fake.tl.MalformedTl;
import io.chimera.telegram.fake.tl.Tl;
import io.chimera.telegram.fake.tl.TlCodec;
import io.chimera.telegram.fake.tl.TlReader;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a client and the server agree upon a key (MTProto, "Creating an authorization key"). It is known by the nonce the
 * client has chosen, and goes on over another connection if the first one ends.
 */
final class Handshake {

    /** A product of two primes that are quickly found. */
    private static final BigInteger PQ = new BigInteger("17ed48941a08f981", 16);

    private final ServerKey server;
    private final TlCodec codec;
    private final Clock clock;
    private final Consumer<AuthKey> whenAgreed;

    private final byte[] nonce;
    private final byte[] serverNonce = DiffieHellman.noise(16);
    private byte[] newNonce = {};
    private BigInteger secret = BigInteger.ZERO;

    Handshake(byte[] nonce, ServerKey server, TlCodec codec, Clock clock, Consumer<AuthKey> whenAgreed) {
        this.nonce = nonce;
        this.server = server;
        this.codec = codec;
        this.clock = clock;
        this.whenAgreed = whenAgreed;
    }

    /** The answer to one of its messages. */
    synchronized byte[] answer(Tl asked) throws MalformedTl, ProtocolBreach {
        return switch (asked.name()) {
            case "mt_req_pq_multi" -> begin();
            case "mt_req_DH_params" -> parameters(asked);
            case "mt_set_client_DH_params" -> agree(asked);
            default -> throw new ProtocolBreach(asked.name() + " is not asked without a key");
        };
    }

    private byte[] begin() {
        return write("mt_resPQ", "pq", bytes(PQ, 8), "server_public_key_fingerprints", List.of(server.fingerprint()));
    }

    private byte[] parameters(Tl asked) throws MalformedTl, ProtocolBreach {
        mustBeOurs(asked);
        if (asked.number("public_key_fingerprint") != server.fingerprint())
            throw new ProtocolBreach("encrypted for another server");
        newNonce = codec.readTl(new TlReader(unpadded(server.decrypted(asked.bytes("encrypted_data")))))
                .bytes("new_nonce");
        secret = DiffieHellman.secret();
        var inner = write(
                "mt_server_DH_inner_data",
                "g",
                DiffieHellman.GENERATOR,
                "dh_prime",
                DiffieHellman.bytes(DiffieHellman.PRIME),
                "g_a",
                DiffieHellman.bytes(DiffieHellman.shown(secret)),
                "server_time",
                clock.instant().getEpochSecond());
        var hashed = joined(sha1(inner), inner);
        var whole = joined(hashed, DiffieHellman.noise(-hashed.length & 15));
        return write(
                "mt_server_DH_params_ok", "encrypted_answer", AesIge.encrypted(whole, temporaryKey(), temporaryIv()));
    }

    /** Takes RSA_PAD off: a key of its own, which is mixed with the hash of what it encrypts. */
    private static byte[] unpadded(byte[] padded) throws ProtocolBreach {
        var cipher = Arrays.copyOfRange(padded, 32, padded.length);
        var key = xor(Arrays.copyOf(padded, 32), sha256(cipher));
        var plain = AesIge.decrypted(cipher, key, new byte[32]);
        var data = new byte[192];
        for (int i = 0; i < data.length; i++) data[i] = plain[data.length - 1 - i];
        if (!Arrays.equals(sha256(key, data), Arrays.copyOfRange(plain, data.length, plain.length)))
            throw new ProtocolBreach("not encrypted with this server's key");
        return data;
    }

    private byte[] agree(Tl asked) throws MalformedTl, ProtocolBreach {
        mustBeOurs(asked);
        var plain = AesIge.decrypted(asked.bytes("encrypted_data"), temporaryKey(), temporaryIv());
        var inner = codec.readTl(new TlReader(Arrays.copyOfRange(plain, 20, plain.length)));
        mustBeOurs(inner);
        var shared = DiffieHellman.bytes(number(inner.bytes("g_b")).modPow(secret, DiffieHellman.PRIME));
        whenAgreed.accept(AuthKey.of(shared, AuthKey.leLong(newNonce, 0) ^ AuthKey.leLong(serverNonce, 0)));
        var proof = sha1(newNonce, new byte[] {1}, Arrays.copyOf(sha1(shared), 8));
        return write("mt_dh_gen_ok", "new_nonce_hash1", Arrays.copyOfRange(proof, 4, 20));
    }

    private void mustBeOurs(Tl asked) throws ProtocolBreach {
        if (!Arrays.equals(asked.bytes("nonce"), nonce) || !Arrays.equals(asked.bytes("server_nonce"), serverNonce))
            throw new ProtocolBreach("another handshake's nonces");
    }

    private byte[] write(String name, Object... fields) {
        return codec.write(Tl.of(name, fields).with("nonce", nonce).with("server_nonce", serverNonce));
    }

    private byte[] temporaryKey() {
        return joined(sha1(newNonce, serverNonce), Arrays.copyOf(sha1(serverNonce, newNonce), 12));
    }

    private byte[] temporaryIv() {
        return joined(
                Arrays.copyOfRange(sha1(serverNonce, newNonce), 12, 20),
                sha1(newNonce, newNonce),
                Arrays.copyOf(newNonce, 4));
    }
}
