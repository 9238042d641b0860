// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.Console;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;

/** The pages and the read API. */
record ConsoleDesk(Console console) implements OperatorDesk {
    @Override
    public boolean serves(String method, String path) {
        return method.equals("GET") && console.serves(path);
    }

    @Override
    public boolean scoped() {
        return true;
    }

    @Override
    public HttpOutput answer(OperatorRequest request) {
        return console.get(request.path(), request.query(), request.operator());
    }
}
