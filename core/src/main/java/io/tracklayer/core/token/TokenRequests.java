// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.token;

import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.TokenGrant;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The form posts that ask for an access token. */
final class TokenRequests {
    private TokenRequests() {}

    /**
     * The request for a grant.
     *
     * @throws IllegalArgumentException if a service-account key is unusable
     */
    static PlatformRequest of(TokenGrant grant, Instant now) {
        Map<String, String> form = new LinkedHashMap<>();
        if (grant instanceof TokenGrant.RefreshToken refresh) {
            form.put("grant_type", "refresh_token");
            form.put("refresh_token", refresh.refreshToken());
            form.put("client_id", refresh.clientId());
            form.put("client_secret", refresh.clientSecret());
        } else if (grant instanceof TokenGrant.ServiceAccount account) {
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
            form.put(
                    "assertion",
                    ServiceAccountKey.parse(account.key())
                            .assertion(account.endpoint(), account.scopes(), now));
        }
        return new PlatformRequest(
                "POST",
                grant.endpoint(),
                List.of(),
                List.of(
                        PlatformRequest.Field.open(
                                "Content-Type", "application/x-www-form-urlencoded"),
                        PlatformRequest.Field.open("Accept", "application/json")),
                encode(form).getBytes(StandardCharsets.US_ASCII));
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
