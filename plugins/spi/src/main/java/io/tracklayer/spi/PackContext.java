// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.time.Instant;

/** What the host offers while a request is packed. */
public interface PackContext {

    /** The node's time; the only clock a destination may use. */
    Instant now();

    /**
     * Writes a tree as UTF-8 JSON: no white space, decimals in plain notation, non-ASCII characters
     * unescaped.
     */
    byte[] json(Object tree);

    /** The product's version, e.g. {@code 0.1.0}. */
    String version();
}
