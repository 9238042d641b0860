// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SocketsTest {
    @Test
    void whatAnEndedSenderLeftUnreadIsOpenUntilItIsReadAndClosed() throws IOException {
        Sockets.require();
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            int port = server.getLocalPort();
            assertEquals(0, Sockets.open(port));
            try (Socket sender = new Socket(server.getInetAddress(), port)) {
                sender.getOutputStream().write(1);
            }
            assertEquals(1, Sockets.open(port));
            try (Socket accepted = server.accept()) {
                assertEquals(1, accepted.getInputStream().read());
                assertEquals(1, Sockets.open(port));
            }
            assertTrue(Waiting.happens(Duration.ofSeconds(20), () -> Sockets.open(port) == 0));
        }
    }

    @Test
    void aLineIsOurPortAndAStateThatIsOpen() {
        assertTrue(Sockets.open("   3: 0100007F:1F90 0100007F:D2A4 08 00000000:00000001 00", 8080));
        assertFalse(
                Sockets.open("   3: 0100007F:1F90 0100007F:D2A4 0A 00000000:00000000 00", 8080));
        assertFalse(
                Sockets.open("   3: 0100007F:D2A4 0100007F:1F90 01 00000000:00000000 00", 8080));
        assertFalse(Sockets.open("  sl  local_address rem_address   st tx_queue rx_queue", 8080));
    }
}
