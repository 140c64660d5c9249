package io.chimera.core.identity;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Says of certificates what a test says. */
public final class ScriptedRevocations implements Revocations {

    private final Map<KeyFingerprint, Verdict> said = new ConcurrentHashMap<>();
    private volatile Knowledge knowledge =
            new Knowledge(Optional.of(Instant.parse("2026-11-22T14:00:00Z")), Optional.empty());

    /** From now on, of whoever has this key. */
    public void say(X509Certificate certificate, Verdict verdict) {
        said.put(KeyFingerprint.of(certificate.getPublicKey()), verdict);
    }

    public void know(Knowledge other) {
        knowledge = other;
    }

    @Override
    public Verdict of(List<X509Certificate> chain) {
        return said.getOrDefault(KeyFingerprint.of(chain.getFirst().getPublicKey()), new Verdict.Good());
    }

    @Override
    public Knowledge knowledge() {
        return knowledge;
    }
}
