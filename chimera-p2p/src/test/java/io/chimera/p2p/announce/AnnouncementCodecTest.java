package io.chimera.p2p.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.chimera.core.contact.ContactId;
import io.chimera.core.neighbour.InstanceId;
import io.chimera.p2p.testing.Vectors;
import io.chimera.p2p.testing.Vectors.Vector;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnnouncementCodecTest {

    private static final Vectors VECTORS = Vectors.of("announcements.json");
    private static final InstanceId INSTANCE = new InstanceId(0x8877665544332211L);
    private static final Map<String, Announced> MEANT = Map.of(
            "first", new Announced.First(new ContactId(1_836_713_877)),
            "here", new Announced.Here(new ContactId(1001), 50_052, INSTANCE),
            "bye", new Announced.Bye(new ContactId(1001), 50_052, INSTANCE));

    static Stream<Vector> announcements() {
        return VECTORS.group("announcements");
    }

    static Stream<Vector> tolerated() {
        return VECTORS.group("tolerated");
    }

    static Stream<Vector> ignored() {
        return VECTORS.group("ignored");
    }

    @ParameterizedTest
    @MethodSource("announcements")
    void anAnnouncementMeansWhatTheVectorSays(Vector vector) {
        assertThat(AnnouncementCodec.decode(ByteBuffer.wrap(vector.bytes()))).contains(MEANT.get(vector.name()));
    }

    @ParameterizedTest
    @MethodSource("announcements")
    void anAnnouncementIsWrittenAsTheVectorSays(Vector vector) {
        assertThat(AnnouncementCodec.encode(MEANT.get(vector.name()))).isEqualTo(vector.bytes());
    }

    @ParameterizedTest
    @MethodSource("tolerated")
    void whatALaterVersionMayAddIsPassedOver(Vector vector) {
        assertThat(AnnouncementCodec.decode(ByteBuffer.wrap(vector.bytes()))).contains(MEANT.get(vector.sameAs()));
    }

    @ParameterizedTest
    @MethodSource("ignored")
    void whatIsNotExactlyOursIsIgnored(Vector vector) {
        assertThat(AnnouncementCodec.decode(ByteBuffer.wrap(vector.bytes()))).isEmpty();
    }

    @Test
    void everyKindHasAVector() {
        assertThat(announcements().map(Vector::name)).containsExactlyInAnyOrderElementsOf(MEANT.keySet());
        assertThat(MEANT.values().stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(Announced.class.getPermittedSubclasses());
    }

    @Test
    void anythingAtAllIsAnAnnouncementOrIgnored() {
        var originals = announcements().map(Vector::bytes).toList();
        var random = new Random(4);
        int understood = 0;
        for (int i = 0; i < 100_000; i++) {
            var bytes = originals.get(random.nextInt(originals.size())).clone();
            for (int change = random.nextInt(3); change >= 0; change--)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            understood += AnnouncementCodec.decode(ByteBuffer.wrap(bytes, 0, 1 + random.nextInt(bytes.length))).stream()
                    .mapToInt(_ -> 1)
                    .sum();
        }
        assertThat(understood).isPositive().isLessThan(100_000);
    }

    @Test
    void aDatagramIsReadWhereverItLiesInItsBuffer() {
        var bytes = VECTORS.of("announcements", "here").bytes();
        var buffer =
                ByteBuffer.allocateDirect(600).position(11).put(bytes).flip().position(11);
        assertThat(AnnouncementCodec.decode(buffer)).contains(MEANT.get("here"));
    }
}
