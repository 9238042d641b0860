// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.delivery.SendResult;
import io.tracklayer.core.token.AccessTokens;
import io.tracklayer.core.token.TokenAnswer;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.TokenGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends platform requests with the access token they need. A request the platform answers with 401
 * goes once more with a new token when the first one was kept from earlier: it may have been
 * withdrawn before its time.
 */
final class AuthorisedSender {
    private static final int UNAUTHORISED = 401;

    private final PlatformSender sender;
    private final AccessTokens tokens;

    AuthorisedSender(PlatformSender sender, AccessTokens tokens) {
        this.sender = sender;
        this.tokens = tokens;
    }

    /** A request as it left, without a token when there was none, and what became of it. */
    record Exchanged(PlatformRequest request, SendResult result) {}

    /** Sends a request on a destination's own connections. */
    Exchanged send(String destination, PlatformRequest request, Optional<TokenGrant> grant) {
        if (grant.isEmpty()) {
            return new Exchanged(request, sender.send(destination, request));
        }
        TokenAnswer answer = tokens.token(destination, grant.get());
        Exchanged first = send(destination, request, answer);
        if (answer instanceof TokenAnswer.Token token && !token.fresh() && refused(first)) {
            tokens.forget(grant.get(), token);
            return send(destination, request, tokens.token(destination, grant.get()));
        }
        return first;
    }

    private Exchanged send(String destination, PlatformRequest request, TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Token token) {
            PlatformRequest authorised = authorised(request, token);
            return new Exchanged(authorised, sender.send(destination, authorised));
        }
        if (answer instanceof TokenAnswer.Refused refused) {
            return new Exchanged(
                    request, new SendResult.Unauthorised(refused.code(), refused.text(), 0));
        }
        TokenAnswer.Unavailable none = (TokenAnswer.Unavailable) answer;
        return new Exchanged(request, new SendResult.Failed(false, none.code(), none.text(), 0));
    }

    private static boolean refused(Exchanged exchanged) {
        return exchanged.result() instanceof SendResult.Answered answered
                && answered.answer().status() == UNAUTHORISED;
    }

    private static PlatformRequest authorised(PlatformRequest request, TokenAnswer.Token token) {
        List<PlatformRequest.Field> headers = new ArrayList<>(request.headers());
        headers.add(PlatformRequest.Field.secret("Authorization", "Bearer " + token.value()));
        return new PlatformRequest(
                request.method(), request.url(), request.query(), headers, request.body());
    }
}
