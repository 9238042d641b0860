// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the platforms: {@code PlatformsMain SEED FOLDER}. Says where they listen on standard output.
 * Ends when its standard input ends, that is with the process that started it.
 */
public final class PlatformsMain {
    static final String READY = "platforms ready on ";

    private PlatformsMain() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Path ledger = Path.of(arguments[1]).resolve(Ledgers.RECEIVED);
        Platforms platforms =
                Platforms.start(World.standard(), Long.parseLong(arguments[0]), ledger);
        System.out.println(READY + platforms.base());
        Thread parent = new Thread(PlatformsMain::endWithParent, "parent");
        parent.setDaemon(true);
        parent.start();
        new CountDownLatch(1).await();
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {}
        } catch (java.io.IOException closed) {
            // the same: nobody is there any more
        }
        Runtime.getRuntime().halt(0);
    }
}
