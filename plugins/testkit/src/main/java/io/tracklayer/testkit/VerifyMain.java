// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit;

import java.io.PrintStream;
import java.nio.file.Path;

/** Prints the report on a plugin jar as JSON: {@code VerifyMain JAR}. */
public final class VerifyMain {
    private VerifyMain() {}

    /** Exits with 0, whatever the report says, or with 2 when called wrongly. */
    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("usage: VerifyMain JAR");
            System.exit(2);
        }
        PrintStream out = System.out;
        // what a plugin prints is no part of the report
        System.setOut(System.err);
        out.writeBytes(PluginVerification.verify(Path.of(arguments[0])).json());
        out.flush();
        // a plugin may have started threads that never end
        System.exit(0);
    }
}
