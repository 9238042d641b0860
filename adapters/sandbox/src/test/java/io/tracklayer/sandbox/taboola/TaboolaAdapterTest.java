// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.taboola;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tracklayer.sandbox.AdapterJudgement;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Settings;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Taboola adapter sends, judged in strict mode. */
class TaboolaAdapterTest extends AdapterJudgement {
    private static final Event SALE = clicked(GivenEvents.rich(EventName.PURCHASE_PLACED));
    private static final Event VIEW = clicked(GivenEvents.rich(EventName.PRODUCT_VIEWED));

    TaboolaAdapterTest() {
        super("taboola", "account", "1234567");
    }

    @Override
    protected String account() {
        return "{'platform':'taboola','account':'1234567'}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "postback", "bulk"})
    void everyEventIsTakenUnderEveryConsentWithLittleAndWithAllSettings(String transport)
            throws Exception {
        List<Event> events = allEvents().stream().map(TaboolaAdapterTest::clicked).toList();
        int sent = 0;
        for (Settings settings :
                List.of(settings("transport", transport), everything("transport", transport))) {
            sent += deliver(events, settings);
        }
        assertEquals(sent, inspection().get("stored").asInt());
        assertEquals(0, inspection().get("dropped").asInt() + inspection().get("rejected").asInt());
    }

    @Test
    void aFullBatchIsTaken() throws Exception {
        List<PlatformRecord> batch = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            batch.add(record(VIEW, settings()));
        }
        assertTaken(batch, settings());
        assertEquals(1_000, inspection().get("stored").asInt());
        assertEquals(1, inspection().get("requests").asInt());
    }

    @Test
    void aHundredLinesAndAStrangeOrderIdAreTaken() throws Exception {
        Event order =
                clicked(GivenEvents.purchaseOfLines(100)).toBuilder()
                        .set(EventField.ORDER_ID, "№ 7+8 & Müller=/?#%")
                        .build();
        deliver(List.of(order), settings());
        assertEquals("№ 7+8 & Müller=/?#%", inspection().at("/events/0/order_id").asText());
        assertEquals("100", inspection().at("/events/0/payload/quantity").asText());
    }

    @Test
    void anOrderIsOneConversionHoweverOftenItComesAndARefundIsNone() throws Exception {
        Settings settings = settings();
        HostContext host = HostContext.at(HOST.now());
        List<String> skips = new ArrayList<>();
        for (EventName name :
                List.of(
                        EventName.PURCHASE_PLACED,
                        EventName.PURCHASE_PLACED,
                        EventName.PURCHASE_PAID,
                        EventName.ORDER_EDITED,
                        EventName.ORDER_REFUNDED,
                        EventName.ORDER_CANCELLED)) {
            Event event = clicked(GivenEvents.rich(name));
            Mapping mapping = adapter.map(event, settings, host);
            if (mapping instanceof Mapping.Send send) {
                assertTaken(List.of(send.platformRecord()), settings);
                host.alreadyAccepted(event);
            } else {
                skips.add(((Mapping.Skip) mapping).code());
            }
        }
        assertEquals(
                List.of(
                        "already_counted",
                        "purchase_sent_when_placed",
                        "not_supported",
                        "not_supported",
                        "not_supported"),
                skips);
        assertEquals(1, inspection().get("stored").asInt());
        assertEquals("129.90", inspection().at("/events/0/value").asText());
    }

    @Test
    void aSaleThatComesLateKeepsItsTime() throws Exception {
        HostContext later = HostContext.at(GivenEvents.TIME.plus(Duration.ofHours(3)));
        rig.clock.set(later.now());
        Mapping mapping = adapter.map(SALE, settings(), later);
        assertTaken(List.of(((Mapping.Send) mapping).platformRecord()), settings());
        assertEquals(1768472430000L, inspection().at("/events/0/payload/timestamp").asLong());
    }

    @Test
    void whatTheOperatorNamedCounts() throws Exception {
        rig.account("{'platform':'taboola','account':'1234567','event_names':['Order']}");
        deliver(List.of(SALE), settings("event-names", "purchase_placed=Order"));
        assertEquals(1, inspection().get("stored").asInt());
        deliver(List.of(SALE), settings());
        assertEquals(1, inspection().at("/diagnostics/event_name_unknown").asInt());
    }

    @Test
    void aRefusalIsReadBackToTheConversionOrToTheHalvesOfABatch() throws Exception {
        String fault =
                "{'platform':'taboola','kind':'platform_error','status':400,'code':1,'times':%d}";
        rig.fault(fault.formatted(2));
        Settings settings = settings();
        assertEquals(
                List.of(
                        new Outcome.Permanent(
                                "http_400",
                                "Taboola refused the conversion (HTTP 400: scripted error)")),
                outcomes(List.of(record(SALE, settings)), settings));
        for (Outcome outcome :
                outcomes(List.of(record(VIEW, settings), record(VIEW, settings)), settings)) {
            assertInstanceOf(Outcome.Split.class, outcome);
        }
    }

    @Test
    void aTestEventLeavesNothingBehind() {
        Mapping mapping = map(SALE.toBuilder().test(true).build(), settings());
        assertEquals("test_not_supported", ((Mapping.Skip) mapping).code());
    }

    @Test
    void theCheckOfTheConnectionCountsNothingAndTellsAWrongAddress() throws Exception {
        assertEquals(ProbeResult.Verdict.UNVERIFIABLE, probe(settings()));
        String wrong = settings().text("endpoint") + "/nowhere";
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings("endpoint", wrong)));
        assertEquals(0, inspection().get("received").asInt());
    }

    private static Event clicked(Event event) {
        return event.toBuilder()
                .set(
                        EventField.TBLCI,
                        GivenEvents.click("GiDxLZcEVjwEXAMPLE" + "-_.~/+=%".repeat(8), null))
                .build();
    }

    /** Every event that can be sent is, under a name of the operator's. */
    private Settings everything(String... more) {
        String names =
                Arrays.stream(EventName.values())
                        .map(EventName::wire)
                        .filter(name -> !name.matches("order_(cancelled|refunded|edited)"))
                        .map(name -> name + "=Own " + name)
                        .collect(Collectors.joining(","));
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(
                List.of(
                        "event-names", names,
                        "send-purchase-on", "paid",
                        "unsupported-currency", "convert",
                        "convert-to", "JPY",
                        "exchange-rates", "RSD=1.47",
                        "limited-use", "send",
                        "repeat-unanswered", "true"));
        return settings(all.toArray(String[]::new));
    }
}
