// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.Console;
import io.tracklayer.core.access.Role;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Tree;

/**
 * Finds whom or what an operator typed: {@code {"q": "anna@example.com"}}. By POST, because what is
 * typed may be personal, and addresses are kept by browsers and proxies. Changes nothing.
 */
record SearchDesk(Console console) implements OperatorDesk {
    private static final String PATH = "/api/v1/events/search";
    private static final int LONGEST = 500;

    @Override
    public boolean serves(String method, String path) {
        return method.equals("POST") && path.equals(PATH);
    }

    @Override
    public Role role(String method, String path) {
        return Role.VIEWER;
    }

    @Override
    public boolean scoped() {
        return true;
    }

    @Override
    public HttpOutput answer(OperatorRequest request) {
        try {
            String typed = Tree.root(StrictJson.read(request.body())).text("/q").orElse("").strip();
            return typed.isEmpty() || typed.length() > LONGEST
                    ? Intake.error(
                            400, "bad_search", "\"q\" must have 1 to " + LONGEST + " characters")
                    : console.find(typed, request.operator());
        } catch (MalformedInputException malformed) {
            return Intake.error(400, malformed.code(), "the body must be a JSON object");
        }
    }
}
