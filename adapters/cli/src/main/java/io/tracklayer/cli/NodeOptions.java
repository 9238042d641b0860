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

    /** What to do about a node that answers 401. */
    static final String LOGIN =
            "put an API token (tl operators token NAME --id ID) or node.admin-token into "
                    + TOKEN_VARIABLE;

    @Option(
            names = "--node",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:TRACKLAYER_NODE:-http://127.0.0.1:8080}",
            description =
                    "Address of the node. Default: ${DEFAULT-VALUE}; TRACKLAYER_NODE sets another.")
    URI address;

    /** The node; one that has operators or an admin token wants one of their tokens. */
    Http connect() {
        Map<String, String> headers =
                Optional.ofNullable(System.getenv(TOKEN_VARIABLE))
                        .filter(token -> !token.isBlank())
                        .map(token -> Map.of("Authorization", "Bearer " + token))
                        .orElse(Map.of());
        return new Http("node", URI.create(address.toString().replaceAll("/+$", "")), headers);
    }
}
