package io.chimera.p2p.transfer;

import io.chimera.core.identity.Revocations;
import io.chimera.core.neighbour.Neighbourhood;
import io.chimera.p2p.secure.Deadlines;
import java.time.Clock;

/** What all accounts of this computer share. */
public record Premises(
        Neighbourhood neighbourhood, Airwaves airwaves, Revocations revocations, Deadlines deadlines, Clock clock) {}
