package io.chimera.core.messenger;

import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.delivery.Courier;
import io.chimera.core.delivery.LanCarrier;
import io.chimera.core.fetch.Fetching;
import io.chimera.core.transfer.Transfers;

/** What connects one account with the others. */
record Lines(LanCarrier lan, CloudCarrier cloud, Courier courier, Fetching fetching, Transfers transfers) {}
