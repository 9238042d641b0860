// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.Settlement;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.testkit.Answers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttemptRecordTest {
    private static final String TOKEN = GivenDestination.TOKEN;

    private final GivenDestination plugin = new GivenDestination("given");

    @Test
    void anExchangeIsRecordedWithRequestAnswerAndVerdict() throws Exception {
        Attempt attempt = exchange("{\"ok\":true}", 200, "X-Trace", "t1");
        assertTrue(attempt.id().startsWith("att_"), attempt.id());
        assertEquals(LaneRig.NOW, attempt.startedAt());
        assertEquals(42, attempt.latencyMillis());
        assertEquals("POST", attempt.method());
        assertEquals("https://platform.example/v1/events?access_token=•••", attempt.url());
        assertEquals(
                Map.of("Content-Type", "application/json", "X-Signature", "•••"),
                attempt.requestHeaders());
        assertEquals("[{\"id\":\"e1\"},{\"id\":\"e2\"}]", attempt.requestBody());
        assertEquals(200, attempt.status());
        assertEquals(Map.of("x-trace", "t1"), attempt.responseHeaders());
        assertEquals("{\"ok\":true}", attempt.responseBody());
        assertEquals("delivered", attempt.outcome());
        assertEquals("accepted", attempt.code());
    }

    @Test
    void noCanaryIsStoredWhereverThePlatformOrThePluginPutsIt() throws Exception {
        String url = URLEncoder.encode(TOKEN, StandardCharsets.UTF_8);
        String base64 =
                Base64.getEncoder()
                        .encodeToString(("id:" + TOKEN).getBytes(StandardCharsets.UTF_8));
        String all = TOKEN + " " + url + " " + base64 + " jane.doe@example.com";
        plugin.packing(records -> all.getBytes(StandardCharsets.UTF_8))
                .judging(answer -> new Outcome.Permanent("code " + TOKEN, all));
        LaneRig rig = new LaneRig(plugin).pending(1);
        Settlement stored = rig.answer(rig.claim().get(0), 404, "X-Echo", all, "Set-Cookie", all);
        String bytes = new String(JournalCodec.encode(stored), StandardCharsets.UTF_8);
        for (String canary : List.of(TOKEN, url, base64, "SECRET", "jane.doe")) {
            assertFalse(bytes.contains(canary), canary + " in " + bytes);
        }
    }

    @Test
    void whatTheTransportSaysIsMasked() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1);
        Shipment shipment = rig.lane.pack(rig.claim().get(0)).orElseThrow();
        String text = "connect to https://platform.example/?access_token=" + TOKEN + " failed";
        rig.record(shipment, new SendResult.Failed(false, "connect_failed", text, 3));
        assertEquals(
                "connect to https://platform.example/?access_token=••• failed",
                rig.last().made().orElseThrow().text());
        assertFalse(rig.last().toString().contains("SECRET"));
    }

    @Test
    void withoutAnAccessTokenTheDestinationIsHeldAndNothingIsBurnt() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1);
        Shipment shipment = rig.lane.pack(rig.claim().get(0)).orElseThrow();
        String text = "the token endpoint refused the credential " + TOKEN;
        rig.record(shipment, new SendResult.Unauthorised("invalid_grant", text, 0));
        assertEquals("auth_hold", rig.last().made().orElseThrow().outcome());
        assertEquals("pending invalid_grant 0", rig.state(1));
        assertEquals(Pause.Kind.AUTH_HOLD, rig.lane.pause().orElseThrow().kind());
        assertFalse(rig.last().toString().contains("SECRET"));
    }

    @Test
    void whatTheRequestCarriedInASecretFieldIsMaskedInTheAnswer() throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1);
        Shipment packed = rig.lane.pack(rig.claim().get(0)).orElseThrow();
        PlatformRequest authorised =
                PlatformRequest.postJson(
                        packed.request().url(),
                        List.of(),
                        List.of(PlatformRequest.Field.secret("Authorization", "Bearer ya29.key")),
                        packed.request().body());
        SendResult answered = new SendResult.Answered(Answers.of(200, "bad token ya29.key"), 1);
        Attempt attempt = rig.record(packed.sentAs(authorised), answered).made().orElseThrow();
        assertEquals("bad token •••", attempt.responseBody());
        assertEquals("•••", attempt.requestHeaders().get("Authorization"));
    }

    @Test
    void differentOutcomesOfOneRequestAreCalledMixed() throws Exception {
        plugin.interpreting(
                records -> List.of(Outcome.delivered(), new Outcome.Permanent("7", "bad")));
        assertEquals("mixed", exchange("{}", 200).outcome());
    }

    @Test
    void warningsOfRecordsAndAnswersAreKeptOnceAndMasked() throws Exception {
        plugin.mapping(
                        event ->
                                Mapping.send(
                                        new PlatformRecord(
                                                "n",
                                                event.eventId(),
                                                event.eventTime(),
                                                Map.of(),
                                                "all",
                                                true,
                                                List.of("phone dropped"))))
                .judging(answer -> new Outcome.Delivered(true, List.of("token " + TOKEN)));
        assertEquals(List.of("phone dropped", "token •••"), exchange("{}", 200).warnings());
    }

    @Test
    void aLongAnswerIsCutBeforeItIsStored() throws Exception {
        String body = exchange("no ".repeat(60_000), 200).responseBody();
        assertTrue(body.length() < 66_000 && body.endsWith("… (cut)"), "" + body.length());
    }

    private Attempt exchange(String body, int status, String... headers) throws Exception {
        LaneRig rig = new LaneRig(plugin).pending(1, 2);
        Shipment shipment = rig.lane.pack(rig.claim().get(0)).orElseThrow();
        SendResult answered = new SendResult.Answered(Answers.of(status, body, headers), 42);
        return rig.record(shipment, answered).made().orElseThrow();
    }
}
