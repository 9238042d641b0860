// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.operator;

import io.tracklayer.console.AccountPage;
import io.tracklayer.core.access.Sessions;
import io.tracklayer.core.intake.HttpOutput;

/** Tells operators who they are, what they may, and where they are logged in. */
public final class AccountDesk implements OperatorDesk {
    private static final String PAGE = "/account";
    private static final String JSON = "/api/v1/me";

    private final Sessions sessions;

    public AccountDesk(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public boolean serves(String method, String path) {
        return method.equals("GET") && (path.equals(PAGE) || path.equals(JSON));
    }

    @Override
    public boolean scoped() {
        return true;
    }

    @Override
    public HttpOutput answer(OperatorRequest request) {
        return request.path().equals(JSON)
                ? AccountPage.json(request.operator())
                : AccountPage.show(request.operator(), sessions.of(request.operator().name()));
    }
}
