// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.other;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.SandboxRig;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtherPlatformTest {
    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        rig.account(
                "{'platform':'other','account':'mine','token':'T','status':202,'body':'taken'}");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void anyCallWithTheTokenIsTakenShownAndAnsweredAsAskedFor() throws Exception {
        HttpResponse<String> response = post("/other/mine/v1/187/events?x=1", "T", "{\"a\":1}");
        assertEquals(202, response.statusCode());
        assertEquals("taken", response.body());
        JsonNode event = rig.inspect("other").at("/events/0");
        assertEquals("POST /other/mine/v1/187/events?x=1", event.get("event_name").asText());
        assertEquals("stored", event.get("verdict").asText());
    }

    @Test
    void aWrongTokenIsRefusedAndCounted() throws Exception {
        assertEquals(401, post("/other/mine/v1", "U", "{}").statusCode());
        assertEquals(1, rig.inspect("other").at("/diagnostics/bad_token").asInt());
        assertEquals(0, rig.inspect("other").get("stored").asInt());
    }

    @Test
    void withoutATokenEveryCallIsTakenWhateverItSays() throws Exception {
        rig.account("{'platform':'other','account':'open'}");
        HttpResponse<String> response = post("/other/open/", "any", "not JSON");
        assertEquals(200, response.statusCode());
        assertEquals("{}", response.body());
        assertEquals(1, rig.inspect("other").get("stored").asInt());
    }

    @Test
    void anApiNobodyRegisteredIsNotThere() throws Exception {
        assertEquals(404, post("/other/yours/v1", "T", "{}").statusCode());
    }

    private HttpResponse<String> post(String path, String token, String body) throws Exception {
        return rig.send(
                rig.request(path)
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }
}
