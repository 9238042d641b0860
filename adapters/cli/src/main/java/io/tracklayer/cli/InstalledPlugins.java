// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The plugins of an installation as they lie there, with or without a node. Another process looks
 * at them: their code runs while they are read.
 */
final class InstalledPlugins {
    private InstalledPlugins() {}

    /** The same, or a failure that says what is missing. */
    static JsonNode require(Path config) {
        return read(config)
                .orElseThrow(
                        () ->
                                new CliFailure(
                                        "the plugins of "
                                                + config.toAbsolutePath().normalize()
                                                + " cannot be listed; name the configuration folder"
                                                + " with --config, or a running node with --node"));
    }

    /** As the node's API lists them; empty when the node's program is not here or cannot tell. */
    static Optional<JsonNode> read(Path config) {
        return ChildProcess.output(
                        "list of plugins",
                        Programs.PLUGINS,
                        "--config",
                        config.toAbsolutePath().normalize().toString())
                .flatMap(Json::read);
    }
}
