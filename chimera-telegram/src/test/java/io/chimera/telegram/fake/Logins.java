package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.DiffieHellman;
import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.mtproto.Session;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in on which computer; a computer is known by its permanent key. Guarded by the {@link World}.
 */
final class Logins {

    /** A code that was sent to a telephone. */
    static final class Code {

        final String phone;
        final String digits;
        final String hash;
        boolean expired;

        Code(String phone, String digits, String hash) {
            this.phone = phone;
            this.digits = digits;
            this.hash = hash;
        }
    }

    /** What is shown as a picture, for another device to read. */
    static final class Token {

        final byte[] bytes;
        final long computer;

        @Nullable
        Profile acceptedBy;

        Token(byte[] bytes, long computer) {
            this.bytes = bytes;
            this.computer = computer;
        }
    }

    /**
     * How codes come to somebody.
     *
     * @param seconds before the next way is open
     * @param emailFirst whether they must give an address before they get any
     */
    record Ways(String first, String next, int seconds, boolean emailFirst) {
        static Ways usual() {
            return new Ways("auth.sentCodeTypeApp", "auth.sentCodeTypeSms", 0, false);
        }
    }

    private final Map<String, Ways> ways = new HashMap<>();
    private final Map<Integer, String> applications = new HashMap<>();
    private final World world;
    private final Map<Long, Long> permanentKeys = new HashMap<>();
    private final Map<Long, Profile> signedIn = new LinkedHashMap<>();
    private final Set<Long> revoked = new HashSet<>();
    private final Set<Long> listening = new HashSet<>();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<Long, Token> tokens = new HashMap<>();
    private final Map<Long, Profile> half = new HashMap<>();
    private final Map<Long, Password.Challenge> challenges = new HashMap<>();

    Logins(World world) {
        this.world = world;
    }

    long computer(Session session) {
        return permanentKeys.getOrDefault(session.keyId(), session.keyId());
    }

    /** A key that is good for some hours stands for this one. */
    void bind(Session session, long permanentKey) {
        permanentKeys.put(session.keyId(), permanentKey);
    }

    Optional<Profile> at(Session session) {
        return Optional.ofNullable(signedIn.get(computer(session)));
    }

    /** Where somebody is signed in, longest first. */
    List<Long> computersOf(Profile who) {
        return signedIn.entrySet().stream()
                .filter(one -> one.getValue().equals(who))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The client there knows where its news begin: it misses none from now on. */
    void listens(Session session) {
        listening.add(computer(session));
    }

    /** Whether all of somebody's clients do, and there is one. */
    boolean isListening(Profile who) {
        return !computersOf(who).isEmpty() && listening.containsAll(computersOf(who));
    }

    boolean isRevoked(Session session) {
        return revoked.contains(computer(session));
    }

    /** Nobody is signed in there any more, as the client hears when it asks for something. */
    void revoke(long computer) {
        signedIn.remove(computer);
        revoked.add(computer);
    }

    void signOut(Session session) {
        signedIn.remove(computer(session));
    }

    void ways(String phone, Ways so) {
        ways.put(World.digits(phone), so);
    }

    Ways ways(String phone) {
        return ways.getOrDefault(World.digits(phone), Ways.usual());
    }

    /** From now on only applications that were given an id may ask for codes. */
    void giveApplication(int id, String hash) {
        applications.put(id, hash);
    }

    boolean isApplication(int id, String hash) {
        return applications.isEmpty() || hash.equals(applications.get(id));
    }

    List<Long> shownTokens() {
        return List.copyOf(tokens.keySet());
    }

    Code newCode(String phone) {
        var digits = "%05d".formatted(Math.floorMod(world.anyNumber(), 100_000));
        var code = new Code(World.digits(phone), digits, Long.toHexString(world.anyNumber()));
        codes.put(code.phone, code);
        return code;
    }

    Optional<Code> code(String phone) {
        return Optional.ofNullable(codes.get(World.digits(phone)));
    }

    /** Somebody has shown who they are: they are in, unless they have a password which they must give now. */
    Profile signIn(Session session, Profile who) throws RpcFailure {
        if (who.password().isPresent()) {
            half.put(computer(session), who);
            throw new RpcFailure(401, "SESSION_PASSWORD_NEEDED");
        }
        return enter(session, who);
    }

    /** Who is at this computer, or would be if they had given their password. */
    Optional<Profile> halfAt(Session session) {
        return at(session).or(() -> Optional.ofNullable(half.get(computer(session))));
    }

    Password.Challenge challenge(Session session, Password password) {
        var challenge = password.challenge();
        challenges.put(computer(session), challenge);
        return challenge;
    }

    Optional<Password.Challenge> challenge(Session session) {
        return Optional.ofNullable(challenges.get(computer(session)));
    }

    Profile enter(Session session, Profile who) {
        long computer = computer(session);
        half.remove(computer);
        tokens.remove(computer);
        signedIn.put(computer, who);
        return who;
    }

    Token newToken(Session session) {
        var token = new Token(DiffieHellman.noise(16), computer(session));
        tokens.put(token.computer, token);
        return token;
    }

    Optional<Token> token(Session session) {
        return Optional.ofNullable(tokens.get(computer(session)));
    }

    Optional<Token> token(byte[] bytes) {
        var wanted = HexFormat.of().formatHex(bytes);
        return tokens.values().stream()
                .filter(token -> HexFormat.of().formatHex(token.bytes).equals(wanted))
                .findFirst();
    }
}
