// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.Reply;
import io.tracklayer.testkit.GivenRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorCookieTest {
    @Test
    void theVisitorsCookieIsSetForThirteenMonthsWhenTheScriptAsks() {
        assertEquals(
                Map.of(
                        "Set-Cookie",
                        "tl_id=0f8fad5bd9cb469f; Domain=shop.example; Path=/; Max-Age=34128000;"
                                + " SameSite=Lax; Secure"),
                headers(
                        asking("\"id\":\"0f8fad5bd9cb469f\",\"domain\":\"shop.example\"")
                                .header("Origin", "https://www.shop.example")));
    }

    @Test
    void withoutADomainItIsTheHostsOwnAndWithoutTlsNotSecure() {
        assertEquals(
                Map.of(
                        "Set-Cookie",
                        "tl_id=0f8fad5bd9cb469f; Path=/; Max-Age=34128000; SameSite=Lax"),
                headers(asking("\"id\":\"0f8fad5bd9cb469f\",\"domain\":\"\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"domain\":\"shop.example\"",
                "\"id\":\"short\",\"domain\":\"shop.example\"",
                "\"id\":\"0f8fad5b; Domain=evil\",\"domain\":\"shop.example\"",
                "\"id\":\"0f8fad5b\\r\\nX: y\",\"domain\":\"shop.example\"",
                "\"id\":\"0f8fad5bd9cb469f\",\"domain\":\"shop.example; HttpOnly\"",
                "\"id\":\"0f8fad5bd9cb469f\",\"domain\":\"shop.example\\r\\nX: y\"",
                "\"id\":{},\"domain\":[]"
            })
    void whatCouldBreakOutOfTheHeaderSetsNothing(String asked) {
        assertEquals(Map.of(), headers(asking(asked)));
    }

    @Test
    void nobodyWhoDoesNotAskGetsACookie() {
        assertEquals(Map.of(), headers(Given.event("page_viewed", "")));
        assertEquals(Map.of(), headers(Given.pixel("ev=page_viewed&aid=0f8fad5bd9cb469f")));
    }

    private static GivenRequest asking(String members) {
        return Given.event("page_viewed", "\"set_cookie\":{" + members + "}");
    }

    private static Map<String, String> headers(GivenRequest request) {
        Reply reply = Given.SOURCE.acknowledge(request, Given.decoded(request));
        return reply.headers();
    }
}
