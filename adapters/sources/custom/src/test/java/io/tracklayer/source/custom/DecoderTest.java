// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import static io.tracklayer.source.custom.Given.decoded;
import static io.tracklayer.source.custom.Given.form;
import static io.tracklayer.source.custom.Given.lines;
import static io.tracklayer.source.custom.Given.mapping;
import static io.tracklayer.source.custom.Given.observed;
import static io.tracklayer.source.custom.Given.post;
import static io.tracklayer.source.custom.Given.shortly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.testkit.GivenRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
    private static final String ORDER =
            mapping(
                    """
                    events:
                      - event: purchase_placed
                        fields: { order_id: /id, value: /total, currency: /currency }
                        items: { list: /lines, each: { sku: /sku, price: /price, quantity: /qty, category: { at: /name, of: document } } }
                    """);

    @Test
    void everyValueSaysWhereItStood() {
        Observation order =
                observed(
                        ORDER,
                        post(
                                "{\"id\":7,\"total\":\"5.00\",\"currency\":\"EUR\",\"name\":\"n\",\"lines\":[{\"sku\":\"a\",\"price\":5,\"qty\":1}]}"));
        assertEquals(
                List.of(
                        "order_id = 7 @ /id",
                        "value = 5.00 @ /total",
                        "currency = EUR @ /currency",
                        "items = [{sku=a, price=5, quantity=1, category=n}] @ /lines"),
                lines(order));
        assertEquals("ord_7_purchase", order.eventId().orElseThrow());
        assertTrue(order.derivedId());
    }

    @Test
    void valuesComeFromHeadersAddressConstantsTablesAndAlternatives() {
        String mapping =
                mapping(
                        """
                        events:
                          - event: lead_submitted
                            fields:
                              user.email: [/none, /blank, { header: X-Blank }, { header: X-Mail }]
                              form_name: { query: form }
                              method: { value: mail }
                              user.country: { at: /land, table: { 49: DE, 43: AT }, otherwise: US }
                              user.client_ip: { request: address }
                              user.user_agent: { request: user-agent }
                              user.external_id: { at: [/a~1b, /c], prefix: "x-" }
                        """);
        GivenRequest request =
                post("{\"blank\":\" \",\"land\":43,\"a/b\":5}")
                        .header("X-Blank", " ")
                        .header("X-Mail", "ada@example.com")
                        .header("User-Agent", "UA")
                        .parameter("form", "f1");
        assertEquals(
                List.of(
                        "form_name = f1 @ query form",
                        "method = mail @ mapping",
                        "user.email = ada@example.com @ header x-mail",
                        "user.country = AT @ /land",
                        "user.external_id = x-5 @ /a~1b",
                        "user.client_ip = 203.0.113.7 @ request address",
                        "user.user_agent = UA @ request user agent"),
                lines(observed(mapping, request)));
        assertEquals(Set.of("x-blank", "x-mail"), Given.SOURCE.headers(Given.settings(mapping)));
    }

    @Test
    void aFormIsAFlatTreeAndRepeatedNamesAreAList() {
        String mapping =
                mapping(
                        """
                        events:
                          - event: lead_submitted
                            when: { "/topics[]": news }
                            fields: { user.email: /mail, form_name: /a.b }
                            properties: { topics: "/topics[]", second: "/topics[]/1" }
                        """);
        Observation lead =
                observed(
                        mapping,
                        form(
                                "mail=a%2Bb%40x.de&a.b=%C3%A4+%26&topics[]=shop&topics%5B%5D=news&=&x"));
        assertEquals(
                List.of(
                        "form_name = ä & @ /a.b",
                        "user.email = a+b@x.de @ /mail",
                        "properties = {topics=[shop, news], second=news} @ mapping"),
                lines(lead));
    }

    @ParameterizedTest
    @CsvSource({
        "a=%C3%28, malformed_utf8",
        "a=%4, malformed_form",
        "a=%zz, malformed_form",
        "'', empty_body",
        "'&&', empty_body",
    })
    void aFormThatIsNoneIsMalformed(String body, String code) {
        String mapping = mapping("events: [{ event: lead_submitted }]");
        MalformedInputException malformed =
                assertThrows(
                        MalformedInputException.class,
                        () ->
                                Given.SOURCE.decode(
                                        form(body), Given.settings(mapping), SourceMemory.none()));
        assertEquals(code, malformed.code());
    }

    @Test
    void aGetRequestIsReadFromItsAddressWhereTheMappingTakesIt() {
        String mapping =
                mapping(
                        "methods: [GET]\nevents: [{ event: lead_submitted, event_id: /id, fields: { click_ids.gclid: /gclid } }]");
        Observation lead =
                observed(
                        mapping,
                        GivenRequest.get("/x").parameter("gclid", "Cj0").parameter("id", "L1"));
        assertEquals(List.of("click_ids.gclid = Cj0 @ /gclid"), lines(lead));
        assertEquals("L1", lead.eventId().orElseThrow());
    }

    @Test
    void aListOfMessagesIsOneEventEachAndOneBadOneDoesNotHideTheOthers() {
        String mapping =
                mapping(
                        """
                        messages: /events
                        ignore: [{ when: { /kind: ping }, reason: The sender tests the line. }]
                        events:
                          - event: { at: /kind, table: { lead: lead_submitted, odd: lead_submitted } }
                            delivery_id: { at: /batch, of: document }
                            occurred_at: /at
                            fields: { user.email: /mail, value: { jq: ".a / .b" }, currency: { value: EUR } }
                        """);
        List<Decoded> all =
                decoded(
                        mapping,
                        post(
                                """
                                {"batch":"b1","events":[
                                 {"kind":"lead","mail":"a@x.de","a":4,"b":2},{"kind":"ping"},{"kind":"none"},
                                 {"kind":"odd","a":"text","b":2},{"kind":"lead","mail":"b@x.de","a":1,"b":1}]}
                                """));
        assertEquals(
                List.of(
                        "lead_submitted",
                        "ignored ignored_by_mapping",
                        "ignored no_event_mapped",
                        "rejected jq_failed",
                        "lead_submitted"),
                shortly(all));
        Observation first = ((Decoded.Happened) all.get(0)).observation();
        Observation last = ((Decoded.Happened) all.get(4)).observation();
        assertEquals(List.of("b1"), first.deliveryIds());
        assertEquals(List.of("b1#4.0"), last.deliveryIds());
        assertTrue(lines(last).contains("user.email = b@x.de @ /events/4/mail"), "" + lines(last));
        assertNotEquals(first.eventId(), last.eventId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    delivery_id: /id;                            {"events":[%s]}
                    delivery_id: { jq: .id };                    {"events":[%s]}
                    event_id: /id;                               {"events":[%s]}
                    """)
    void aMessageWithAnIdOfItsOwnIsTheSameInWhateverRequestItComes(String id, String body) {
        String mapping =
                mapping("messages: /events\nevents: [{ event: lead_submitted, %s }]".formatted(id));
        Observation together = happened(mapping, post(body.formatted("{\"id\":1},{\"id\":2}")), 1);
        Observation alone = happened(mapping, later(post(body.formatted("{\"id\":2}"))), 0);
        assertEquals(together.deliveryIds(), alone.deliveryIds());
        assertEquals(together.eventId(), alone.eventId());
    }

    @Test
    void aCloudEventIsTheSameInWhateverBatchItComes() {
        String mapping = mapping("envelope: cloudevents\nevents: [{ event: lead_submitted }]");
        String one = "{\"id\":\"%s\",\"source\":\"/s\",\"data\":{\"a\":1}}";
        Observation together =
                happened(mapping, batch(one.formatted("A") + "," + one.formatted("B")), 1);
        Observation alone = happened(mapping, batch(one.formatted("B")), 0);
        assertEquals(List.of("/s#B"), together.deliveryIds());
        assertEquals(together.deliveryIds(), alone.deliveryIds());
        assertEquals(together.eventId(), alone.eventId());
    }

    @Test
    void messagesOfOneCloudEventAreToldApart() {
        String mapping =
                mapping(
                        "envelope: cloudevents\nmessages: /rows\nevents: [{ event: lead_submitted }]");
        InboundRequest request =
                batch("{\"id\":\"A\",\"source\":\"/s\",\"data\":{\"rows\":[{},{}]}}");
        assertEquals(List.of("/s#A"), happened(mapping, request, 0).deliveryIds());
        assertEquals(List.of("/s#A#1.0"), happened(mapping, request, 1).deliveryIds());
    }

    private static InboundRequest batch(String events) {
        return post("[" + events + "]")
                .header("Content-Type", "application/cloudevents-batch+json");
    }

    private static Observation happened(String mapping, InboundRequest request, int index) {
        return ((Decoded.Happened) decoded(mapping, request).get(index)).observation();
    }

    @Test
    void aStateCountsOnceInWhateverOrderMessagesComeAndForEachValueAlone() {
        String mapping =
                mapping(
                        """
                        events:
                          - { event: purchase_paid, when: { /paid: true }, once: /id, fields: { order_id: /id } }
                          - { event: order_fulfilled, when: { /shipped: true }, once: /id, fields: { order_id: /id } }
                        """);
        SourceMemory memory = Given.memory();
        String both = "{\"id\":%d,\"paid\":true,\"shipped\":true}";
        String paid = "{\"id\":%d,\"paid\":true,\"shipped\":false}";
        assertEquals(
                List.of("purchase_paid", "order_fulfilled"),
                shortly(decoded(mapping, after(1, post(both.formatted(1))), memory)));
        assertEquals(
                List.of("ignored told_before"),
                shortly(decoded(mapping, after(2, post(paid.formatted(1))), memory)));
        assertEquals(
                List.of("purchase_paid"),
                shortly(decoded(mapping, after(3, post(paid.formatted(2))), memory)));
        assertEquals(
                List.of("ignored told_before", "order_fulfilled"),
                shortly(decoded(mapping, after(4, post(both.formatted(2))), memory)));
        assertEquals(
                List.of("rejected missing_once"),
                shortly(decoded(mapping, after(5, post("{\"paid\":true}")), memory)));
    }

    @Test
    void theSameRequestLookedAtAgainIsNotToldBefore() {
        String mapping =
                mapping("events: [{ event: purchase_paid, once: /id, fields: { order_id: /id } }]");
        SourceMemory memory = Given.memory();
        GivenRequest request = post("{\"id\":1}");
        assertEquals(List.of("purchase_paid"), shortly(decoded(mapping, request, memory)));
        assertEquals(List.of("purchase_paid"), shortly(decoded(mapping, request, memory)));
        assertEquals(
                List.of("ignored told_before"),
                shortly(decoded(mapping, after(1, request), memory)));
    }

    @Test
    void aMessageThatLacksWhatItsEventNeedsHasToldNothingYet() {
        String mapping =
                mapping(
                        "events: [{ event: purchase_placed, once: /id, fields: { order_id: /id, value: /total } }]");
        SourceMemory memory = Given.memory();
        decoded(mapping, post("{\"id\":1}"), memory);
        assertEquals(
                List.of("purchase_placed"),
                shortly(decoded(mapping, after(1, post("{\"id\":1,\"total\":5}")), memory)));
        assertEquals(
                List.of("ignored told_before"),
                shortly(decoded(mapping, after(2, post("{\"id\":1,\"total\":5}")), memory)));
    }

    @Test
    void aStateWithoutAnOrderHasOneIdWhicheverMessageTellsIt() {
        String mapping =
                mapping(
                        "events: [{ event: custom, once: /id, fields: { custom_name: { value: won } } }]");
        assertEquals(
                observed(mapping, post("{\"id\":1,\"try\":1}")).eventId(),
                observed(mapping, after(9, post("{\"id\":1,\"try\":2}"))).eventId());
        assertNotEquals(
                observed(mapping, post("{\"id\":1}")).eventId(),
                observed(mapping, post("{\"id\":2}")).eventId());
    }

    @Test
    void aMessageThatIsRejectedHasNotUsedUpItsOnce() {
        String mapping =
                mapping(
                        "events: [{ event: purchase_paid, once: /id, action_source: /where, fields: { order_id: /id } }]");
        SourceMemory memory = Given.memory();
        assertEquals(
                List.of("rejected unknown_action_source"),
                shortly(decoded(mapping, post("{\"id\":1,\"where\":\"shop\"}"), memory)));
        assertEquals(
                List.of("purchase_paid"),
                shortly(decoded(mapping, post("{\"id\":1,\"where\":\"app\"}"), memory)));
    }

    @ParameterizedTest
    @CsvSource({
        "purchase_placed, ord_7_purchase",
        "subscription_renewed, ord_7_purchase",
        "purchase_paid, ord_7_paid",
        "order_fulfilled, ord_7_fulfilled",
        "order_cancelled, ord_7_cancelled",
        "order_refunded, ref_9",
    })
    void idsOfOrdersAreThoseThatEveryOtherSourceMakes(String event, String id) {
        String mapping =
                mapping(
                        "events: [{ event: %s, fields: { order_id: /o, refund_id: /r, value: /v, currency: /c } }]"
                                .formatted(event));
        assertEquals(
                id,
                observed(mapping, post("{\"o\":7,\"r\":9,\"v\":1,\"c\":\"EUR\"}"))
                        .eventId()
                        .orElseThrow());
    }

    @Test
    void withoutAnyIdTheSameContentAndTimeGiveTheSameId() {
        String timed = mapping("events: [{ event: lead_submitted, occurred_at: /at }]");
        String id =
                observed(timed, post("{\"at\":\"2026-01-15T10:00:00Z\"}")).eventId().orElseThrow();
        assertEquals(
                id,
                observed(timed, later(post("{\"at\":\"2026-01-15T10:00:00Z\"}")))
                        .eventId()
                        .orElseThrow());
        assertNotEquals(
                id,
                observed(timed, post("{\"at\":\"2026-01-15T10:00:01Z\"}")).eventId().orElseThrow());
        String untimed = mapping("events: [{ event: lead_submitted }]");
        assertNotEquals(
                observed(untimed, post("{\"a\":1}")).eventId(),
                observed(untimed, later(post("{\"a\":1}"))).eventId());
        String named = mapping("events: [{ event: lead_submitted, delivery_id: /d }]");
        assertEquals(
                observed(named, post("{\"d\":\"x\",\"try\":1}")).eventId(),
                observed(named, later(post("{\"d\":\"x\",\"try\":2}"))).eventId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unit: minor | 12990 | eur | 129.90",
                "unit: minor | 1990 | JPY | 1990",
                "unit: minor | 1990 | KWD | 1.990",
                "unit: hundredths | 1990 | JPY | 19.90",
                "unit: hundredths | '\"5\"' | EUR | 0.05",
                "decimal: comma | '\"1.129,90\"' | EUR | 1129.90",
                "decimal: comma | '\"1129,9\"' | EUR | 1129.9",
                "decimal: comma | '\"-3,50\"' | EUR | -3.50",
                "decimal: comma | '\"1.12,90\"' | EUR | 1.12,90",
                "decimal: point | '\"1,129.90\"' | EUR | 1129.90",
                "decimal: point | '\"1,12\"' | EUR | 1,12",
                "decimal: plain | '\"12,50\"' | EUR | 12,50",
                "decimal: comma | '\"abc\"' | EUR | abc",
            })
    void amountsAreReadAsTheMappingSaysAndNeverGuessed(
            String how, String given, String currency, String value) {
        String mapping =
                mapping(
                        "events: [{ event: purchase_placed, fields: { order_id: { value: 1 }, currency: /c, value: { at: /v, %s } } }]"
                                .formatted(how));
        Observation order =
                observed(mapping, post("{\"c\":\"" + currency + "\",\"v\":" + given + "}"));
        assertTrue(lines(order).contains("value = " + value + " @ /v"), lines(order).toString());
    }

    @Test
    void anAmountInMinorUnitsOfNoCurrencyIsRejected() {
        String mapping =
                mapping(
                        "events: [{ event: lead_submitted, fields: { currency: /c, value: { at: /v, unit: minor } } }]");
        assertEquals(
                List.of("rejected unknown_currency"),
                shortly(decoded(mapping, post("{\"c\":\"XXX\",\"v\":5}"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ at: /t } | 2026-01-15T10:20:30Z | 2026-01-15T10:20:30Z",
                "{ at: /t } | 1768472430 | 1768472430",
                "{ at: /t } | 2026-01-15 | 2026-01-15T00:00:00Z",
                "{ at: /t, zone: Europe/Berlin } | 2026-01-15 11:20:30 | 2026-01-15T10:20:30Z",
                "{ at: /t, zone: Europe/Berlin } | 2026-07-15T11:20:30 | 2026-07-15T09:20:30Z",
                "{ at: /t, zone: Europe/Berlin } | 2026-01-15T11:20:30+05:00 | 2026-01-15T11:20:30+05:00",
                "{ at: /t, zone: Europe/Berlin } | 2026-01-15 | 2026-01-14T23:00:00Z",
                "{ at: /t, format: 'dd.MM.yyyy HH:mm', zone: Europe/Berlin } | 15.01.2026 11:20 | 2026-01-15T10:20:00Z",
                "{ at: /t, format: 'M/d/yyyy' } | 1/5/2026 | 2026-01-05T00:00:00Z",
                "{ at: /t, format: 'dd.MM.yyyy HH:mm' } | tomorrow | tomorrow",
                "{ at: /t, zone: UTC } | 2026-99-99 11:20:30 | 2026-99-99 11:20:30",
            })
    void timesAreReadAsTheMappingSays(String how, String given, String time) {
        String mapping =
                mapping("events: [{ event: lead_submitted, occurred_at: %s }]".formatted(how));
        assertEquals(
                time, observed(mapping, post("{\"t\":\"" + given + "\"}")).timing().occurred());
    }

    @Test
    void consentAndFlagsAreHandedOnAsStated() {
        String mapping =
                mapping(
                        """
                        events:
                          - event: lead_submitted
                            test: /test
                            fields: { user.email_marketing: /news }
                            consent: { marketing: { at: /ads, table: { yes: granted }, otherwise: denied }, tcf: /tc, region: /land }
                        """);
        Observation lead = observed(mapping, form("test=1&news=on&ads=no&tc=CPxyz&land=DE"));
        assertTrue(lead.test());
        assertEquals(List.of("user.email_marketing = true @ /news"), lines(lead));
        assertEquals("denied", lead.consent().stated().get(Purpose.MARKETING).wire());
        assertEquals("DE", lead.consent().region());
        assertEquals(1, lead.consent().raw().size());
    }

    @Test
    void aMessageMayOnlyTellWhoSomebodyIs() {
        String mapping =
                mapping(
                        "events: [{ event: identity, fields: { user.email: /m, user.external_id: /id } }]");
        Decoded decoded = decoded(mapping, post("{\"m\":\"a@x.de\",\"id\":5}")).get(0);
        Observation told = assertInstanceOf(Decoded.Identified.class, decoded).observation();
        assertTrue(lines(told).contains("user.external_id = 5 @ /id"));
        assertTrue(told.eventId().isEmpty());
    }

    private static final String CLOUD =
            mapping(
                    """
                    envelope: cloudevents
                    events:
                      - event: lead_submitted
                        when: { "attribute:type": com.example.lead }
                        fields: { user.email: /mail, form_name: { attribute: subject } }
                    """);

    @Test
    void aCloudEventIsReadInEveryContentMode() {
        List<String> expected = List.of("form_name = contact @ attribute subject");
        GivenRequest binary =
                post("{\"mail\":\"a@x.de\"}")
                        .header("ce-type", "com.example.lead")
                        .header("ce-id", "A-1")
                        .header("ce-source", "/forms")
                        .header("ce-subject", "contact")
                        .header("ce-time", "2026-01-15T10:20:30Z");
        String event =
                "{\"specversion\":\"1.0\",\"type\":\"com.example.lead\",\"id\":\"A-1\",\"source\":\"/forms\",\"subject\":\"contact\",\"time\":\"2026-01-15T10:20:30Z\",\"data\":{\"mail\":\"a@x.de\"}}";
        GivenRequest structured =
                post(event).header("Content-Type", "application/cloudevents+json; charset=UTF-8");
        GivenRequest batch =
                post("[" + event + "," + event.replace("A-1", "A-2") + "]")
                        .header("Content-Type", "application/cloudevents-batch+json");
        for (GivenRequest request : List.of(binary, structured, batch)) {
            Observation lead = observed(CLOUD, request);
            assertEquals(List.of("/forms#A-1"), lead.deliveryIds());
            assertEquals("2026-01-15T10:20:30Z", lead.timing().occurred());
            assertTrue(lines(lead).containsAll(expected), lines(lead).toString());
        }
        assertEquals(2, decoded(CLOUD, batch).size());
        assertEquals(
                "user.email = a@x.de @ /1/data/mail",
                lines(((Decoded.Happened) decoded(CLOUD, batch).get(1)).observation()).get(1));
    }

    @Test
    void attributesInHeadersAreFreedOfTheirEscapes() {
        GivenRequest binary =
                post("{}")
                        .header("ce-type", "com.example.lead")
                        .header("ce-subject", "K%C3%B6ln+5%25");
        assertEquals(
                List.of("form_name = Köln+5% @ attribute subject"), lines(observed(CLOUD, binary)));
        GivenRequest plain = binary.header("ce-subject", "100 % sure");
        assertEquals(
                List.of("form_name = 100 % sure @ attribute subject"),
                lines(observed(CLOUD, plain)));
    }

    @Test
    void aRowOfARouteIsDecodedByTheSameMapping() {
        GivenRequest post = post("{\"id\":7,\"total\":5,\"currency\":\"EUR\"}");
        GivenRequest row =
                new GivenRequest(
                        "ROUTE", "", Map.of(), Map.of(), post.raw(), "", post.receivedAt());
        assertEquals(lines(observed(ORDER, post)), lines(observed(ORDER, row)));
    }

    @Test
    void aRequestThatNoAnswerCanBeMadeOfIsTakenInAllTheSame() {
        String mapping =
                mapping("answer: { body: { jq: '.a / .b' } }\nevents: [{ event: lead_submitted }]");
        GivenRequest request = post("{\"a\":\"text\",\"b\":2}");
        Reply reply =
                Given.SOURCE.acknowledge(
                        request, Given.settings(mapping), decoded(mapping, request));
        assertEquals(200, reply.status());
        assertEquals(0, reply.body().length);
    }

    @Test
    void aListOfMessagesThatCannotBeMadeIsAReasonAndHidesNoOther() {
        String list = "messages: { jq: '.a | map(.)' }\nevents: [{ event: lead_submitted }]";
        assertEquals(
                List.of("rejected jq_failed"), shortly(decoded(mapping(list), post("{\"a\":7}"))));
        assertEquals(
                List.of("rejected jq_failed", "lead_submitted"),
                shortly(
                        decoded(
                                mapping("envelope: cloudevents\n" + list),
                                batch("{\"data\":{\"a\":7}},{\"data\":{\"a\":[1]}}"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "answer: { status: 202, type: application/json, body: { value: ok } } @ 202 application/json \"ok\"",
                "answer: { body: /challenge } @ 200 text/plain c-1",
                "answer: { status: 204, body: { value: '' } } @ 204  ",
                "description: none @ 200 application/json {\"success\":true}",
            })
    void theSenderHearsWhatItNeeds(String answer) {
        String mapping = mapping(answer.split(" @ ")[0] + "\nevents: [{ event: lead_submitted }]");
        Reply reply =
                Given.SOURCE.acknowledge(
                        post("{\"challenge\":\"c-1\"}"), Given.settings(mapping), List.of());
        assertEquals(
                answer.split(" @ ")[1].strip(),
                (reply.status()
                                + " "
                                + reply.contentType()
                                + " "
                                + new String(reply.body(), StandardCharsets.UTF_8))
                        .strip());
    }

    @Test
    void aVeryBigCartIsReadInTimeThatGrowsWithItsSize() {
        String lines =
                IntStream.range(0, 30_000)
                        .mapToObj(i -> "{\"sku\":\"s" + i + "\",\"price\":\"1.00\",\"qty\":1}")
                        .collect(Collectors.joining(","));
        GivenRequest cart =
                post("{\"id\":1,\"total\":1,\"currency\":\"EUR\",\"lines\":[" + lines + "]}");
        Observation order =
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> observed(ORDER, cart));
        Object items =
                order.readings().stream()
                        .filter(r -> r.field() == EventField.ITEMS)
                        .findFirst()
                        .orElseThrow()
                        .raw();
        assertEquals(30_000, ((List<?>) items).size());
    }

    @Test
    void moreMessagesThanTheHostNumbersAreMalformed() {
        String mapping = mapping("messages: /l\nevents: [{ event: lead_submitted }]");
        String many =
                IntStream.range(0, 2_501).mapToObj(i -> "{}").collect(Collectors.joining(","));
        MalformedInputException malformed =
                assertThrows(
                        MalformedInputException.class,
                        () ->
                                Given.SOURCE.decode(
                                        post("{\"l\":[" + many + "]}"),
                                        Given.settings(mapping),
                                        SourceMemory.none()));
        assertEquals("too_many_messages", malformed.code());
    }

    private static GivenRequest later(GivenRequest request) {
        return after(60, request);
    }

    private static GivenRequest after(int seconds, GivenRequest request) {
        return new GivenRequest(
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                request.raw(),
                request.remoteAddress(),
                request.receivedAt().plusSeconds(seconds));
    }
}
