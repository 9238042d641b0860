// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTableTest {
    private final SourceTable table =
            new SourceTable(List.of(new GivenSource("shop"), new GivenSource("sdk").byWriteKey()));

    @ParameterizedTest
    @CsvSource({
        "POST, /webhooks/shop/acme-eu, shop acme-eu",
        "POST, /webhooks/shop/acme-eu/, shop acme-eu",
        "POST, /webhooks/shop/.., shop ..",
        "POST, /sdk/track, sdk",
        "POST, /sdk/track/, sdk",
        "GET, /sdk/track, nobody",
        "POST, /sdk/track/x, nobody",
        "POST, /sdk, nobody",
        "POST, /SDK/track, nobody",
        "POST, /webhooks/shop, nobody",
        "POST, /webhooks/shop/, nobody",
        "POST, /webhooks/shop/a/b, nobody",
        "POST, /webhooks/shop/acme-eu/named/leads, shop acme-eu leads",
        "POST, /webhooks/shop//named/leads, nobody",
        "GET, /shop/settings, shop",
        "POST, /, nobody",
        "POST, '', nobody",
        "POST, /x, nobody"
    })
    void aRequestFindsItsSourceByMethodAndExactPath(String method, String path, String found) {
        String actual =
                table.find(method, path)
                        .map(
                                f ->
                                        (f.source().descriptor().id()
                                                        + " "
                                                        + f.store()
                                                        + " "
                                                        + f.name().replaceAll("^(shop|sdk)$", ""))
                                                .strip())
                        .orElse("nobody");
        assertEquals(found, actual);
    }

    @ParameterizedTest
    @CsvSource({"/sdk/track, true", "/webhooks/shop/any, true", "/webhooks/shop, false"})
    void aPathIsServedWithAnyMethod(String path, boolean served) {
        assertEquals(served, table.serves(path));
    }

    @Test
    void twoSourcesOnOnePathAreRefusedAtTheStart() {
        IllegalStateException refused =
                assertThrows(
                        IllegalStateException.class,
                        () -> new SourceTable(List.of(new GivenSource("a"), new GivenSource("a"))));
        assertEquals(
                "sources \"a\" and \"a\" both listen on /webhooks/a/{store}", refused.getMessage());
    }
}
