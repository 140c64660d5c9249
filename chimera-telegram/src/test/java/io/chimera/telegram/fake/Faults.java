package io.chimera.telegram.fake;

import io.chimera.telegram.fake.mtproto.MtprotoServer;
import io.chimera.telegram.fake.mtproto.Rpc;
import io.chimera.telegram.fake.mtproto.RpcFailure;
import io.chimera.telegram.fake.tl.Tl;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What goes wrong because a test wants it to. Guarded by the {@link World}, but for the time things take. */
final class Faults {

    private static final Set<String> SENDING =
            Set.of("messages.sendMessage", "messages.sendMedia", "messages.sendMultiMedia", "messages.forwardMessages");

    private static final Set<String> FILE_PARTS =
            Set.of("upload.saveFilePart", "upload.saveBigFilePart", "upload.getFile");

    /** Someone whose messages someone else does not get. */
    private record Refusal(Profile from, Peer to) {}

    private final MtprotoServer server;
    private final Map<String, Deque<RpcFailure>> next = new HashMap<>();
    private final Set<Refusal> refusals = new HashSet<>();
    private final Set<Profile> answersRefused = new HashSet<>();
    private final Set<String> banned = new HashSet<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;
    private boolean losing;
    private volatile Duration perFilePart = Duration.ZERO;

    Faults(MtprotoServer server) {
        this.server = server;
    }

    void failNext(String function, RpcFailure failure) {
        next.computeIfAbsent(function, _ -> new ArrayDeque<>()).add(failure);
    }

    void refuse(Profile from, Peer to, boolean so) {
        if (so) refusals.add(new Refusal(from, to));
        else refusals.remove(new Refusal(from, to));
    }

    void refuseNextAnswer(Profile from) {
        answersRefused.add(from);
    }

    void mayAnswer(Profile from) throws RpcFailure {
        if (answersRefused.remove(from)) throw new RpcFailure(400, "REPLY_MESSAGE_ID_INVALID");
    }

    void ban(String phone) {
        banned.add(World.digits(phone));
    }

    boolean isBanned(String phone) {
        return banned.contains(World.digits(phone));
    }

    void hold(boolean so) {
        holding = so;
        if (so) return;
        held.forEach(Runnable::run);
        held.clear();
    }

    void loseNextAnswer() {
        losing = true;
    }

    void perFilePart(Duration each) {
        perFilePart = each;
    }

    /** Takes its time over the parts of files. */
    void dawdle(Tl query) {
        if (perFilePart.isZero() || !FILE_PARTS.contains(query.name())) return;
        try {
            Thread.sleep(perFilePart);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void before(Tl query) throws RpcFailure {
        var failures = next.get(query.name());
        if (failures != null && !failures.isEmpty()) throw failures.remove();
    }

    void mayWrite(Profile from, Peer to) throws RpcFailure {
        if (refusals.contains(new Refusal(from, to))) throw new RpcFailure(400, "YOU_BLOCKED_USER");
    }

    /** Gives an answer, or loses it, or keeps it until it may be given. */
    void give(Tl query, Object answer, Rpc.Answer to) {
        boolean sending = SENDING.contains(query.name());
        if (sending && losing) {
            losing = false;
            server.forgetSessions();
            server.cut();
        } else if (sending && holding) held.add(() -> to.give(answer));
        else to.give(answer);
    }
}
