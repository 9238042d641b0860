// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.meta.MetaEvents;
import io.tracklayer.sandbox.platform.Call;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
    private static final String META = "/meta/v25.0/1/events?access_token=T";

    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void accountsAreListedWithoutTheirSecrets() throws Exception {
        rig.account(
                "[{'platform':'meta','account':'1','token':'T'},"
                        + "{'platform':'ga4','account':'G-1','secret':'S'}]");

        assertEquals(
                SandboxRig.quoted(
                        "{'accounts':[{'platform':'ga4','account':'G-1'},"
                                + "{'platform':'meta','account':'1'}]}"),
                rig.get("/control/accounts").body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        {'platform':'gazette','account':'1'}                    | must be one of awin, criteo,
        {'account':'1'}                                         | "platform" is missing
        {'platform':'meta','account':'1'}                       | "token" is missing
        {'platform':'meta','account':'1','token':5}             | "token" must be a text
        {'platform':'meta','account':'1','token':'T','mode':'x'} | "mode" must be strict or lenient
        {'platform':'ga4','account':'1','token':'T'}            | "token" is not known
        {'platform':'webhook','account':'w'}                    | "secrets" must be a list of texts
        {'platform':'webhook','account':'w','secrets':['abc']}  | whsec_ and the base64
        {'platform':'webhook','account':'w','secrets':['whsec_AQID']} | whsec_ and the base64
        5                                                       | "platform" is missing
        oops                                                    | not JSON
        """)
    void wrongAccountsAreRefusedWithTheReason(String json, String reason) throws Exception {
        HttpResponse<String> response = rig.post("/control/accounts", SandboxRig.quoted(json));

        assertEquals(400, response.statusCode());
        String errors = SandboxRig.json(response).get("errors").toString().replace("\\", "");
        assertTrue(errors.contains(reason), errors);
    }

    @Test
    void oneWrongAccountKeepsTheWholeListOut() throws Exception {
        rig.post(
                "/control/accounts",
                SandboxRig.quoted("[{'platform':'meta','account':'1','token':'T'},{}]"));

        assertEquals("{\"accounts\":[]}", rig.get("/control/accounts").body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        {'platform':'meta'}                                     | "kind" is missing
        {'platform':'meta','kind':'boom'}                       | "boom" is not known
        {'platform':'ga4','kind':'received_zero'}               | exists for meta only
        {'platform':'meta','kind':'status','status':99}         | "status" must be a whole number
        {'platform':'meta','kind':'status','times':0}           | "times" must be a whole number
        {'platform':'meta','kind':'status','times':'2'}         | "times" must be a whole number
        {'platform':'meta','kind':'status','transient':'yes'}   | "transient" must be true or false
        {'platform':'meta','kind':'status','colour':'red'}      | "colour" is not known
        {'platform':'meta','kind':'status','retry_after':'2\\nX: y'} | must not hold control characters
        [                                                       | not JSON
        """)
    void wrongFaultsAreRefusedWithTheReason(String json, String reason) throws Exception {
        HttpResponse<String> response = rig.post("/control/faults", SandboxRig.quoted(json));

        assertEquals(400, response.statusCode());
        String errors = SandboxRig.json(response).get("errors").toString().replace("\\", "");
        assertTrue(errors.contains(reason), errors);
        assertEquals("{\"faults\":[]}", rig.get("/control/faults").body());
    }

    @Test
    void aFaultIsListedWithItsNumberAndLimits() throws Exception {
        HttpResponse<String> added =
                rig.post(
                        "/control/faults",
                        SandboxRig.quoted(
                                "{'platform':'meta','account':'1','event_id':'x','times':3,"
                                        + "'for_ms':1000,'kind':'slow'}"));

        assertEquals("{\"id\":1}", added.body());
        assertEquals(
                SandboxRig.quoted(
                        "{'faults':[{'id':1,'platform':'meta','account':'1','event_id':'x',"
                                + "'kind':'slow','times':3,'until':'2026-11-20T12:00:01Z',"
                                + "'fired':0,'active':true}]}"),
                rig.get("/control/faults").body());
    }

    @Test
    void aResetForgetsEventsDuplicatesRequestsAndFaultsButNotAccounts() throws Exception {
        rig.account("{'platform':'meta','account':'1','token':'T'}");
        String call = MetaEvents.call(MetaEvents.purchase("a"));
        rig.post(META, call);
        rig.fault("{'platform':'meta','kind':'status'}");

        assertEquals(200, rig.post("/control/reset", "").statusCode());

        assertEquals(0, rig.inspect("meta").get("requests").asInt());
        assertEquals(0, rig.inspect("meta").get("events").size());
        assertEquals(
                "{\"platform\":\"meta\",\"requests\":[]}",
                rig.get("/inspect/meta/requests").body());
        assertEquals(200, rig.post(META, call).statusCode());
        assertEquals(1, rig.inspect("meta").get("stored").asInt());
    }

    @Test
    void everyExchangeIsKeptAsItWas() throws Exception {
        rig.account("{'platform':'meta','account':'1','token':'T'}");
        rig.post(META, "{\"data\":[]}");

        JsonNode exchange = SandboxRig.json(rig.get("/inspect/meta/requests")).at("/requests/0");
        assertEquals("POST", exchange.get("method").asText());
        assertEquals(META, exchange.get("path").asText());
        assertEquals("{\"data\":[]}", exchange.get("body").asText());
        assertEquals(400, exchange.get("status").asInt());
        assertEquals("1", exchange.get("account").asText());
        assertEquals(SandboxRig.NOW.toString(), exchange.get("at").asText());
        assertEquals("application/json", exchange.at("/headers/Content-type").asText());
    }

    @Test
    void theInspectionCanBeKeptToOneAccount() throws Exception {
        rig.account(
                "[{'platform':'meta','account':'1','token':'T'},"
                        + "{'platform':'meta','account':'2','token':'T'}]");
        rig.post(META, MetaEvents.call(MetaEvents.purchase("a")));
        rig.post(META.replace("/1/", "/2/"), MetaEvents.call(MetaEvents.purchase("b")));

        JsonNode second = rig.inspect("meta?account=2");
        assertEquals(1, second.get("stored").asInt());
        assertEquals(1, second.get("events").size());
        assertEquals("b", second.at("/events/0/event_id").asText());
        assertEquals("b", rig.inspect("meta").at("/events/0/event_id").asText());
        assertEquals(2, rig.inspect("meta").get("stored").asInt());
        assertEquals(
                1,
                SandboxRig.json(rig.get("/inspect/meta/requests?account=1"))
                        .get("requests")
                        .size());
    }

    @Test
    void inventedAccountsAreCountedTogether() throws Exception {
        rig.post("/meta/v25.0/77/events", "{}");
        rig.post("/meta/v25.0/78/events", "{}");

        assertEquals(2, rig.inspect("meta?account=(unknown)").get("requests").asInt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/control",
                "/control/x",
                "/control/faults/1",
                "/inspect",
                "/inspect/nowhere",
                "/inspect/meta/x",
                "/inspect/meta/requests/1",
                "/a%2Fb/%00"
            })
    void unknownPathsAreNotFoundAsJson(String path) throws Exception {
        HttpResponse<String> response = rig.get(path);

        assertEquals(404, response.statusCode());
        assertEquals("{\"error\":\"unknown path\"}", response.body());
    }

    @Test
    void wrongMethodsAreRefused() throws Exception {
        assertEquals(405, rig.get("/control/reset").statusCode());
        assertEquals(405, rig.delete("/control/accounts").statusCode());
        assertEquals(405, rig.post("/inspect/meta", "").statusCode());
        assertEquals(405, rig.post("/meta", "").statusCode());
    }

    @Test
    void aBodyAboveTheLimitIsTooLarge() throws Exception {
        assertEquals(413, rig.post(META, " ".repeat(Call.MAX_BODY_BYTES + 1)).statusCode());
        assertEquals(401, rig.post(META, " ".repeat(Call.MAX_BODY_BYTES)).statusCode());
    }

    @Test
    void deeplyNestedInputIsJustBadInput() throws Exception {
        rig.account("{'platform':'meta','account':'1','token':'T'}");

        assertEquals(400, rig.post(META, "{\"data\":" + "[".repeat(100_000)).statusCode());
        String deep = "[".repeat(900) + "]".repeat(900);
        assertEquals(
                400,
                rig.post(META, "{\"data\":[{\"custom_data\":{\"x\":" + deep + "}}]}").statusCode());
    }

    @Test
    void theMainClassReadsAccountsFromAFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("accounts.json");
        Files.writeString(
                file, SandboxRig.quoted("[{'platform':'meta','account':'1','token':'T'}]"));

        try (Sandbox sandbox = SandboxMain.run("--port", "0", "--accounts", file.toString())) {
            assertTrue(sandbox.base().toString().startsWith("http://127.0.0.1:"));
        }
        Files.writeString(file, "[{}]");
        String problem =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> SandboxMain.run("--accounts", file.toString()))
                        .getMessage();
        assertEquals("--accounts: account 0: \"platform\" is missing", problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--port x", "--port 70000", "--colour red"})
    void wrongArgumentsAreExplained(String arguments) {
        assertThrows(IllegalArgumentException.class, () -> SandboxMain.run(arguments.split(" ")));
    }
}
