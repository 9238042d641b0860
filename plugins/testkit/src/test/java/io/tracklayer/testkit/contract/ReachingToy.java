// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.Settings;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Could do all that is forbidden, and does none of it. */
public final class ReachingToy extends Toy {
    @Override
    Map<String, Object> body(Event event, Settings settings) {
        if (event.eventId().equals("never")) {
            new Helper().reach();
        }
        return super.body(event, settings);
    }

    private static final class Helper {
        private final Supplier<Instant> clock = Instant::now;

        void reach() {
            Instant fine = Instant.now(Clock.fixed(clock.get(), Clock.systemUTC().getZone()));
            String text = System.getenv("HOME") + System.nanoTime() + UUID.randomUUID() + fine;
            int number = new Random().nextInt() + new Random(7).nextInt();
            try (Socket socket = new Socket("localhost", number)) {
                Files.writeString(Path.of(text.toLowerCase()), socket.toString());
            } catch (IOException unreachable) {
                Runtime.getRuntime().exit(text.getBytes().length);
            }
        }
    }
}
