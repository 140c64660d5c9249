package io.chimera.p2p.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chimera.core.dialog.Body;
import io.chimera.core.file.SharedFile;
import io.chimera.core.outbox.Cargo;
import io.chimera.core.outbox.Parcel;
import io.chimera.core.route.Outcome;
import io.chimera.core.route.Outcome.Delivered;
import io.chimera.core.route.Outcome.Refused;
import io.chimera.core.route.Outcome.Unconfirmed;
import io.chimera.core.route.Outcome.Unreachable;
import io.chimera.core.transfer.Progress;
import io.chimera.p2p.testing.LanNode;
import io.chimera.p2p.testing.Relay;
import io.chimera.p2p.testing.Street;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files between two nodes, when all is well and when it is not. */
class FilesTest extends Street {

    private static final int MIB = 1 << 20;

    private LanNode anas;
    private LanNode brunos;

    @BeforeEach
    void takePart() {
        anas = lonelyNode(ana).on();
        brunos = lonelyNode(bruno).on();
    }

    @Test
    void sixtyFourMebibytesArriveAsTheyWere() throws Exception {
        var file = ana.file("video.mp4", 64 * MIB);
        assertThat(carry(anas, parcel(file), brunos.asNeighbour())).isInstanceOf(Delivered.class);
        assertThat(arrived().content().sha256()).isEqualTo(file.content().sha256());
        assertThat(arrived().content().size()).isEqualTo(64 * MIB);
        assertThat(bruno.transfers().all()).isEmpty();
    }

    @Test
    void whoDialledDialsForTheFileWhicheverWayItGoes() throws Exception {
        var relay = relayTo(brunos);
        assertThat(carry(anas, ana.text(bruno, "hello"), behind(relay, bruno))).isInstanceOf(Delivered.class);
        var his = bruno.file("his.bin", MIB);
        assertThat(carry(brunos, bruno.parcel(ana, new Cargo.File(his)), anas.asNeighbour()))
                .isInstanceOf(Delivered.class);
        assertThat(relay.connections()).isEqualTo(2);
        assertThat(ana.dialogWith(bruno)).hasSize(1);
    }

    @Test
    void aCutInTheMiddleIsTakenUpWhereItWas() throws Exception {
        var relay = relayTo(brunos);
        var file = ana.file("large.bin", 16 * MIB);
        var parcel = parcel(file);
        relay.cutAfter(9 * MIB);
        assertThat(carry(anas, parcel, behind(relay, bruno)))
                .isInstanceOfSatisfying(
                        Unconfirmed.class, lost -> assertThat(lost.repeatable()).isTrue());
        assertThat(bruno.dialogWith(ana)).isEmpty();

        long before = relay.forwarded();
        deliver(parcel, relay);
        assertThat(arrived().content().sha256()).isEqualTo(file.content().sha256());
        assertThat(relay.forwarded() - before).isLessThan(13 * MIB);
    }

    @Test
    void aPartOfSomethingElseIsBegunAnew() throws Exception {
        var file = ana.file("plan.pdf", 2 * MIB);
        var parcel = parcel(file);
        leaves(parcel, file, MIB);
        assertThat(carry(anas, parcel, brunos.asNeighbour())).isInstanceOf(Delivered.class);
        assertThat(arrived().content().sha256()).isEqualTo(file.content().sha256());
    }

    @Test
    void aWholePartOfSomethingElseIsBegunAnewTheNextTime() throws Exception {
        var file = ana.file("plan.pdf", MIB);
        var parcel = parcel(file);
        leaves(parcel, file, MIB);
        assertThat(carry(anas, parcel, brunos.asNeighbour())).isInstanceOf(Unreachable.class);
        await().untilAsserted(() ->
                assertThat(carry(anas, parcel, brunos.asNeighbour())).isInstanceOf(Delivered.class));
        assertThat(arrived().content().sha256()).isEqualTo(file.content().sha256());
    }

    @Test
    void aFileThatChangedSinceItWasSealedDoesNotArrive() throws Exception {
        var file = ana.file("contract.pdf", MIB);
        try (var changing = FileChannel.open(file.content().path(), StandardOpenOption.WRITE)) {
            changing.write(ByteBuffer.wrap("not what was sealed".getBytes()), 1_000);
        }
        assertThat(carry(anas, parcel(file), brunos.asNeighbour())).isInstanceOf(Unreachable.class);
        assertThat(bruno.dialogWith(ana)).isEmpty();
        assertThat(bruno.shelf().room()).isPositive();
        try (var left = Files.list(folder.resolve("shelf-1002"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aFileThatBecameShorterIsRefused() throws Exception {
        var file = ana.file("log.txt", 1_000);
        Files.write(file.content().path(), new byte[999]);
        assertThat(carry(anas, parcel(file), brunos.asNeighbour())).isInstanceOf(Refused.class);
    }

    @Test
    void itsSenderMayCancelIt() throws Exception {
        var relay = relayTo(brunos);
        relay.throttle(MIB);
        var parcel = parcel(ana.file("large.bin", 32 * MIB));
        var outcome = carrying(parcel, relay);
        await().until(() -> ana.transfers().of(parcel.id()).map(Progress::done).orElse(0L) > 0);
        assertThat(ana.transfers().cancel(parcel.id())).isTrue();
        assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(Refused.class);
        await().until(() -> bruno.transfers().all().isEmpty());
        assertThat(bruno.dialogWith(ana)).isEmpty();
    }

    @Test
    void itsReceiverMayCancelItAndNothingOfItIsKept() throws Exception {
        var relay = relayTo(brunos);
        relay.throttle(MIB);
        var file = ana.file("large.bin", 32 * MIB);
        var parcel = parcel(file);
        var outcome = carrying(parcel, relay);
        await().until(() ->
                bruno.transfers().of(parcel.id()).map(Progress::done).orElse(0L) > 0);
        assertThat(bruno.transfers().cancel(parcel.id())).isTrue();
        assertThat(outcome.get(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.why()).contains("the other side cancelled"));
        await().until(() -> bruno.transfers().all().isEmpty());
        try (var kept =
                bruno.shelf().resume(parcel.id(), file.name(), file.content().size())) {
            assertThat(kept.length()).isZero();
        }
    }

    @Test
    void aDiskThatFillsUpOnTheWayMeansAnotherWay() throws Exception {
        var relay = relayTo(brunos);
        relay.throttle(MIB);
        var parcel = parcel(ana.file("large.bin", 16 * MIB));
        var outcome = carrying(parcel, relay);
        await().until(() ->
                bruno.transfers().of(parcel.id()).map(Progress::done).orElse(0L) > 0);
        bruno.shelf().room(10);
        assertThat(outcome.get(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Unreachable.class, no -> assertThat(no.why()).contains("no room"));
        // Words still go.
        assertThat(carry(anas, ana.text(bruno, "hello"), behind(relay, bruno))).isInstanceOf(Delivered.class);
        bruno.shelf().room(1L << 40);
        relay.throttle(Long.MAX_VALUE);
        deliver(parcel, relay);
    }

    @Test
    void wordsOvertakeAFile() throws Exception {
        var relay = relayTo(brunos);
        relay.throttle(MIB);
        var parcel = parcel(ana.file("large.bin", 16 * MIB));
        var outcome = carrying(parcel, relay);
        await().until(() ->
                bruno.transfers().of(parcel.id()).map(Progress::done).orElse(0L) > 0);
        assertThat(carry(anas, ana.text(bruno, "look at this"), behind(relay, bruno)))
                .isInstanceOf(Delivered.class);
        assertThat(outcome.isDone()).isFalse();
        relay.throttle(Long.MAX_VALUE);
        assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Delivered.class);
    }

    @Test
    void switchingOffEndsATransferAtOnce() throws Exception {
        var relay = relayTo(brunos);
        relay.throttle(MIB);
        var parcel = parcel(ana.file("large.bin", 64 * MIB));
        var outcome = carrying(parcel, relay);
        await().until(() ->
                bruno.transfers().of(parcel.id()).map(Progress::done).orElse(0L) > 0);
        brunos.carrier().takePart(false);
        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(Unconfirmed.class);
        await().until(() -> bruno.transfers().all().isEmpty());
    }

    @Test
    void bothSidesSeeHowFarItIs() throws Exception {
        var relay = relayTo(brunos);
        relay.throttle(4 * MIB);
        var parcel = parcel(ana.file("large.bin", 16 * MIB));
        var outcome = carrying(parcel, relay);
        await().until(() ->
                bruno.transfers().of(parcel.id()).flatMap(Progress::percent).orElse(0) > 10);
        assertThat(bruno.transfers().of(parcel.id())).hasValueSatisfying(progress -> {
            assertThat(progress.direction()).isEqualTo(Progress.Direction.IN);
            assertThat(progress.size()).isEqualTo(16 * MIB);
            assertThat(progress.name().value()).isEqualTo("large.bin");
        });
        assertThat(ana.transfers().of(parcel.id()).orElseThrow().direction()).isEqualTo(Progress.Direction.OUT);
        relay.throttle(Long.MAX_VALUE);
        assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Delivered.class);
    }

    private Parcel parcel(SharedFile file) {
        return ana.parcel(bruno, new Cargo.File(file));
    }

    /** Bruno already has so many bytes under this parcel's id, which are of another file. */
    private void leaves(Parcel parcel, SharedFile file, int bytes) throws Exception {
        try (var part =
                bruno.shelf().resume(parcel.id(), file.name(), file.content().size())) {
            part.write(ByteBuffer.allocate(bytes));
        }
    }

    private CompletableFuture<Outcome> carrying(Parcel parcel, Relay relay) {
        var outcome = new CompletableFuture<Outcome>();
        Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(carry(anas, parcel, behind(relay, bruno)));
            } catch (InterruptedException | RuntimeException failed) {
                outcome.completeExceptionally(failed);
            }
        });
        return outcome;
    }

    private void deliver(Parcel parcel, Relay relay) {
        await().untilAsserted(() ->
                assertThat(carry(anas, parcel, behind(relay, bruno))).isInstanceOf(Delivered.class));
    }

    private SharedFile arrived() {
        return bruno.dialogWith(ana).stream()
                .map(message -> ((Body.File) message.body()).file())
                .findFirst()
                .orElseThrow();
    }
}
