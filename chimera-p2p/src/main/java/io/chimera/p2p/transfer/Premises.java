package io.chimera.p2p.transfer;

import io.chimera.core.neighbour.Neighbourhood;
import io.chimera.p2p.secure.Deadlines;
import java.time.Clock;

/** What all accounts of this computer share. */
public record Premises(Neighbourhood neighbourhood, Airwaves airwaves, Deadlines deadlines, Clock clock) {}
