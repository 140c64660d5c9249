package io.chimera.p2p.transfer;

import io.chimera.core.account.AccountId;
import io.chimera.core.neighbour.InstanceId;

/**
 * Who this node is while it takes part.
 *
 * @param instance this start of it
 * @param port where it takes connections in
 */
public record Self(AccountId account, InstanceId instance, int port) {}
