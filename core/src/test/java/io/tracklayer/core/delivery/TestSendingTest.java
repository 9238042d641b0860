// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.DestinationDescriptor.TestMode;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.Answers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestSendingTest {
    private final GivenDestination plugin = new GivenDestination("given");
    private final List<Shipment> sent = new ArrayList<>();
    private int status = 200;

    @Test
    void aPlatformWithoutATestModeIsSentNothing() {
        TestSending.Result result = send("");
        assertEquals("no_test_mode", result.verdict());
        assertTrue(result.sentence().contains("Given has no test mode"), result.sentence());
        assertEquals(List.of(), sent);
    }

    @Test
    void whatThePlatformWouldTakeForAConversionIsNotSent() {
        plugin.testMode(TestMode.BODY);
        assertEquals("needs_test_code", send("").verdict());
        assertEquals(List.of(), sent);
    }

    @Test
    void aCodeMarksWhatThePlatformTellsByCodes() {
        plugin.testMode(TestMode.BODY);
        assertEquals("delivered", send("TEST123").verdict());
        assertEquals("TEST123", sent.get(0).batch().destination().settings().text("test-code"));
    }

    @Test
    void anEventThePluginMarksIsSentAndTheExchangeShownWithoutSecrets() {
        marking();
        TestSending.Result result = send("");
        Attempt exchange = result.exchange().orElseThrow();
        assertEquals("delivered", result.verdict());
        assertEquals("[{\"test\":true}]", exchange.requestBody());
        assertEquals(200, exchange.status());
        assertFalse(exchange.toString().contains(GivenDestination.TOKEN), exchange.url());
        assertTrue(exchange.url().endsWith("access_token=" + Masking.MASK), exchange.url());
    }

    @Test
    void aRefusalIsToldAndHoldsNothingBack() throws Exception {
        marking();
        status = 401;
        LaneRig rig = new LaneRig(plugin).pending(1);
        TestSending.Result result = send(rig, "");
        assertEquals("auth_hold", result.verdict());
        assertEquals("190: token rejected", result.sentence());
        assertEquals(Optional.empty(), rig.lane.pause());
        assertEquals(List.of(), rig.settlements);
        assertEquals(List.of(List.of(1L)), rig.claimed());
    }

    @Test
    void anEventThePlatformGetsNothingOfSaysWhy() {
        plugin.testMode(TestMode.BODY).mapping(event -> Mapping.skip("not_supported", "No."));
        TestSending.Result result = send("");
        assertEquals("skipped", result.verdict());
        assertEquals("not_supported: No.", result.sentence());
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void everyTestEventIsMarkedAndComplete(EventName name) {
        Event event = TestEvents.of(name, "acme", "main", "1f", LaneRig.NOW);
        assertTrue(event.test());
        assertEquals("tracklayer-test-1f", event.eventId());
        assertTrue(event.fields().keySet().containsAll(name.required()), name.wire());
    }

    private void marking() {
        plugin.testMode(TestMode.BODY)
                .mapping(
                        event ->
                                Mapping.send(
                                        new PlatformRecord(
                                                "purchase",
                                                event.eventId(),
                                                event.eventTime(),
                                                Map.of("test", event.test()),
                                                "all",
                                                true,
                                                List.of())));
    }

    private TestSending.Result send(String code) {
        return send(new LaneRig(plugin), code);
    }

    private TestSending.Result send(LaneRig rig, String code) {
        Event event = TestEvents.of(EventName.PURCHASE_PLACED, "acme", "main", "1f", LaneRig.NOW);
        return rig.lane.test(
                new TestSending.Order(event, code),
                shipment -> {
                    sent.add(shipment);
                    String echo = new String(shipment.request().body(), StandardCharsets.UTF_8);
                    return new TestSending.Sent(
                            shipment, new SendResult.Answered(Answers.of(status, echo), 12));
                });
    }
}
