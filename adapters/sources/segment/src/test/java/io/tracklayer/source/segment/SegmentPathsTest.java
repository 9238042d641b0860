// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.Tree;
import io.tracklayer.testkit.GivenRequest;
import io.tracklayer.testkit.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentPathsTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    POST, /v1/track,                     true
                    POST, /v1/identify,                  true
                    POST, /v1/page,                      true
                    POST, /v1/screen,                    true
                    POST, /v1/group,                     true
                    POST, /v1/alias,                     true
                    POST, /v1/t,                         true
                    POST, /v1/i,                         true
                    POST, /v1/p,                         true
                    POST, /v1/s,                         true
                    POST, /v1/g,                         true
                    POST, /v1/a,                         true
                    POST, /v1/batch,                     true
                    POST, /v1/b,                         true
                    POST, /v1/import,                    true
                    POST, /v1/m,                         true
                    POST, /beacon/v1/batch,              true
                    POST, /segment/v1/t,                 true
                    POST, /rudder/v1/batch,              true
                    POST, /rudder/beacon/v1/batch,       true
                    GET,  /pixel/v1/track,               true
                    GET,  /pixel/v1/page,                true
                    GET,  /v1/pixel/track,               true
                    GET,  /v1/projects/wk/settings,      true
                    GET,  /projects/wk/settings,         true
                    GET,  /segment/v1/projects/wk/settings, true
                    GET,  /sourceConfig,                 true
                    GET,  /rudder/sourceConfig,          true
                    GET,  /v1/track,                     false
                    POST, /v1/tracks,                    false
                    POST, /V1/track,                     false
                    POST, /other/v1/track,               false
                    GET,  /v1/projects/a/b/settings,     false
                    POST, /sourceConfig,                 false
                    """)
    void theAddressesOfBothVendorsAreServed(String method, String path, boolean served) {
        assertEquals(
                served,
                Given.SOURCE.descriptor().endpoints().stream()
                        .filter(endpoint -> endpoint.method().equals(method))
                        .anyMatch(endpoint -> endpoint.match(path).isPresent()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/batch",
                "/v1/b",
                "/v1/import",
                "/beacon/v1/batch",
                "/segment/v1/b",
                "/rudder/v1/batch"
            })
    void aBatchIsReadWhereverItIsSent(String path) {
        GivenRequest request =
                GivenRequest.post(path, "{\"batch\":[{\"type\":\"page\",\"userId\":\"u\"}]}");
        assertEquals(EventName.PAGE_VIEWED, Given.observed(request).name());
    }

    @Test
    void onlyWhatAsksIsAnsweredWithoutBeingKept() {
        assertEquals(Optional.empty(), Given.SOURCE.answer(GivenRequest.post("/v1/track", "{}")));
        assertEquals(Optional.empty(), Given.SOURCE.answer(GivenRequest.get("/pixel/v1/page")));
        assertEquals(200, answer(GivenRequest.post("/v1/m", "{\"series\":[]}")).status());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    /v1/projects/wk_1/settings,         shop.example,   -,        -,     shop.example/v1,         https
                    /projects/wk_1/settings,            shop.example,   -,        -,     shop.example/v1,         https
                    /segment/v1/projects/wk_1/settings, shop.example,   -,        -,     shop.example/segment/v1, https
                    /v1/projects/wk_1/settings,         127.0.0.1:8080, -,        -,     127.0.0.1:8080/v1,       http
                    /v1/projects/wk_1/settings,         10.0.0.5:8080,  tl.example, https, tl.example/v1,         https
                    /v1/projects/wk_1/settings,         10.0.0.5:8080,  tl.example, http,  tl.example/v1,         http
                    /v1/projects/wk_1/settings,         a.example,      evil/\"x, ftp,   a.example/v1,            https
                    """)
    void theSettingsDocumentSendsAnSdkBackToWhereItAsked(
            String path, String host, String named, String by, String apiHost, String protocol)
            throws Exception {
        GivenRequest request = GivenRequest.get(path).header("Host", host);
        if (named != null) {
            request = request.header("X-Forwarded-Host", named).header("X-Forwarded-Proto", by);
        }
        Object settings = Json.read(answer(request).body());
        assertEquals(Optional.of("wk_1"), text(settings, "apiKey"));
        assertEquals(Optional.of(apiHost), text(settings, "apiHost"));
        assertEquals(Optional.of(protocol), text(settings, "protocol"));
    }

    @Test
    void aSourceConfigurationNamesNoOtherDestination() throws Exception {
        Reply reply = answer(GivenRequest.get("/sourceConfig").parameter("writeKey", "wk_1"));
        assertEquals(200, reply.status());
        Tree root = Tree.root(Json.read(reply.body()));
        assertEquals(Optional.of("wk_1"), root.text("/source/writeKey"));
        assertEquals(Optional.of(true), root.find("/source/enabled"));
        assertEquals(Optional.of(List.of()), root.find("/source/destinations"));
    }

    @Test
    void aSourceConfigurationIsGivenToAMobileSdkByItsBasicKey() {
        GivenRequest request =
                GivenRequest.get("/sourceConfig").header("Authorization", "Basic d2tfZGVtb18xMjM6");
        String body = new String(answer(request).body(), StandardCharsets.UTF_8);
        assertTrue(body.contains("\"writeKey\":\"wk_demo_123\""), body);
        assertEquals(400, answer(GivenRequest.get("/sourceConfig")).status());
    }

    private static Optional<String> text(Object settings, String name) {
        return Tree.root(settings).text("/integrations/Segment.io/" + name);
    }

    private static Reply answer(GivenRequest request) {
        return Given.SOURCE.answer(request).orElseThrow();
    }
}
