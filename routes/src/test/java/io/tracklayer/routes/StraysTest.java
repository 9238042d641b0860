// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StraysTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/shopify/webhooks/my-shop",
                "/api/webhooks/shopify/my-shop",
                "/webhook/shopify/my-shop",
                "/Webhooks/",
                "/tracklayer/collect",
                "/v1/orders"
            })
    void whatLooksLikeASendersIsKept(String path) {
        assertTrue(Strays.includes("POST", path));
        assertFalse(Strays.includes("GET", path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/logout",
                "/api/v1/diagnose",
                "/api/v1/webhooks",
                "/events/collection",
                "/wp-login.php"
            })
    void whatOperatorsAndStrangersAskForIsNot(String path) {
        assertFalse(Strays.includes("POST", path));
    }

    @Test
    void aPathWithoutEndIsNotKept() {
        assertFalse(Strays.includes("POST", "/webhooks/" + "x".repeat(600)));
    }
}
