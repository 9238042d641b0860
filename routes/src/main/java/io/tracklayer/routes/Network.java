// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * How long the node waits on the network, and whom it trusts there.
 *
 * @param connect for a connection to a platform's address
 * @param handshake for each step of the TLS handshake that follows
 * @param call for a call to a platform as a whole, up to the last byte of the answer
 * @param firstHead for the head of a connection's first request
 * @param nextHead for the head of each further request, counted from the answer before it
 * @param body for the body of a request
 * @param unread for a client to take what it is sent; longer than any answer is worked on, of which
 *     rules tried on past events take longest, and than a live viewer is told nothing
 * @param trust the certificates platforms are known by
 */
record Network(
        Duration connect,
        Duration handshake,
        Duration call,
        Duration firstHead,
        Duration nextHead,
        Duration body,
        Duration unread,
        SSLContext trust) {

    /** What a node runs with. */
    static Network standard() {
        return new Network(
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(75),
                Duration.ofSeconds(15),
                Duration.ofMinutes(12),
                SSLContexts.createDefault());
    }
}
