// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.egress;

import java.net.UnknownHostException;

/** A destination's address leads into a network it may not reach. */
public final class BlockedAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    public BlockedAddressException(String message) {
        super(message);
    }
}
