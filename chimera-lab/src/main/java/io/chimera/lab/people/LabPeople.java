package io.chimera.lab.people;

import io.chimera.lab.api.LabJson;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Who lives in a fresh lab, whom they know and what they have said.
 *
 * @param gatherings the groups and channels they are in
 * @param advertisements what is shown in channels besides
 * @param past in the order it was said
 * @param unseen exceptions: everything else was seen
 */
public record LabPeople(
        List<Resident> people,
        List<Acquaintance> acquaintances,
        List<FoundedGathering> gatherings,
        List<Advertisement> advertisements,
        List<PastMessage> past,
        List<Unseen> unseen) {

    /** The service that sends one-time codes; Telegram's own has the same id. */
    public static final long SERVICE = 777_000;

    public LabPeople {
        people = List.copyOf(people);
        acquaintances = List.copyOf(acquaintances);
        gatherings = List.copyOf(gatherings);
        advertisements = List.copyOf(advertisements);
        past = List.copyOf(past);
        unseen = List.copyOf(unseen);
    }

    /** The people of every new lab: Ana (1001), Bruno (1002), and those they know. */
    public static LabPeople usual() {
        try {
            return LabJson.read(resource("people.json"), LabPeople.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the lab's people are not in this build", e);
        }
    }

    /**
     * The bytes of a file that comes with the lab.
     *
     * @throws IOException if there is none of this name
     */
    public static byte[] resource(String name) throws IOException {
        try (var in = LabPeople.class.getResourceAsStream("/lab/" + name)) {
            if (in == null) throw new FileNotFoundException("no resource lab/" + name);
            return in.readAllBytes();
        }
    }
}
