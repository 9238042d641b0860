// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.config.InstalledPlugins;
import io.tracklayer.core.json.StrictJson;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Prints the plugins of an installation as the API gives them, without a node: {@code PluginsMain
 * --config FOLDER}. A process of its own, because it runs the plugins' constructors.
 */
public final class PluginsMain {
    private PluginsMain() {}

    /** Exits with 0, or with 2 when called wrongly. */
    public static void main(String[] arguments) {
        if (arguments.length != 2 || !arguments[0].equals("--config")) {
            System.err.println("usage: PluginsMain --config FOLDER");
            System.exit(2);
        }
        PrintStream out = System.out;
        // what a plugin prints is no part of the answer
        System.setOut(System.err);
        PluginsView view =
                new PluginsView(
                        InstalledPlugins.load(Path.of(arguments[1])), Optional::empty, Map::of);
        out.println(new String(StrictJson.write(view.tree()), StandardCharsets.UTF_8));
        out.flush();
        // a plugin may have started threads that never end
        System.exit(0);
    }
}
