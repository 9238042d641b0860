// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which node a command talks to. */
final class NodeOptions {
    static final String TOKEN_VARIABLE = "TRACKLAYER_ADMIN_TOKEN";

    @Option(
            names = "--node",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            defaultValue = "http://127.0.0.1:8080",
            description = "Address of the node. Default: ${DEFAULT-VALUE}")
    URI address;

    /** The node; a node that is reached from another host wants the token of its configuration. */
    Http connect() {
        Map<String, String> headers =
                Optional.ofNullable(System.getenv(TOKEN_VARIABLE))
                        .filter(token -> !token.isBlank())
                        .map(token -> Map.of("Authorization", "Bearer " + token))
                        .orElse(Map.of());
        return new Http("node", URI.create(address.toString().replaceAll("/+$", "")), headers);
    }
}
