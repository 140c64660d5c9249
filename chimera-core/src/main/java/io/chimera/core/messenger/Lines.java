package io.chimera.core.messenger;

import io.chimera.core.check.CloudCheck;
import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.delivery.Courier;
import io.chimera.core.delivery.LanCarrier;
import io.chimera.core.fetch.Fetching;
import io.chimera.core.history.HistoryFill;
import io.chimera.core.history.OlderMessages;
import io.chimera.core.transfer.Transfers;

/** What connects one account with the others. */
record Lines(LanCarrier lan, CloudCarrier cloud, Courier courier, Fetching fetching, Past past, Transfers transfers) {

    /** What brings what was said before, when somebody asks and by itself; and what looks whether all of it is right. */
    record Past(OlderMessages older, HistoryFill fill, CloudCheck check) {}
}
