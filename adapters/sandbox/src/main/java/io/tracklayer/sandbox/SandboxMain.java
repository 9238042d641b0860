// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Starts the sandbox from the command line. */
public final class SandboxMain {
    private static final String USAGE = "usage: sandbox --port N [--accounts FILE]";

    private SandboxMain() {}

    public static void main(String[] args) {
        try {
            run(args);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("sandbox: " + e.getMessage());
            System.exit(2);
        }
    }

    /** Starts and announces itself; the caller closes it, or the process ends with it. */
    static Sandbox run(String... args) throws IOException {
        int port = 0;
        byte[] accounts = "[]".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value; " + USAGE);
            }
            switch (args[i]) {
                case "--port" -> port = port(args[i + 1]);
                case "--accounts" -> accounts = Files.readAllBytes(Path.of(args[i + 1]));
                default -> throw new IllegalArgumentException(args[i] + " is unknown; " + USAGE);
            }
        }
        Sandbox sandbox = Sandbox.start(port, Clock.systemUTC());
        List<String> errors = sandbox.register(accounts);
        if (!errors.isEmpty()) {
            sandbox.close();
            throw new IllegalArgumentException("--accounts: " + String.join("; ", errors));
        }
        System.out.println("sandbox listening on " + sandbox.base());
        return sandbox;
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("--port must be 0 to 65535, not \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }
}
