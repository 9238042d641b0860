// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.testkit.GivenRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerContainerSourceTest {
    private static final String PATH = "/v1/sgtm";

    @Test
    void anEventOfTheContainerCarriesVisitorPersonAndItems() {
        Observation purchase = observed(Given.resource("server-container.json"));
        assertEquals(EventName.PURCHASE_PLACED, purchase.name());
        assertEquals(Optional.of("ord_548291_purchase"), purchase.eventId());
        assertEquals(
                List.of(
                        "browser_ids.fbc = fb.1.1768470000000.IwAR2F4-dbP0l7Mn1IawQQGCINEz7PYXQvwjNwB_qa2ofrHyiLjcbCRxTDMgk @ /common_cookie/_fbc",
                        "browser_ids.fbp = fb.1.1768470000000.1098115397 @ /x-fb-ck-fbp",
                        "browser_ids.ga_client_id = 1019141.1768470000 @ /client_id",
                        "currency = EUR @ /currency",
                        "order_id = 548291 @ /transaction_id",
                        "page.referrer = https://shop.example/checkout @ /page_referrer",
                        "page.title = Danke @ /page_title",
                        "page.url = https://shop.example/thanks?gclid=TEST @ /page_location",
                        "properties = {screen_resolution=390x844} @ ",
                        "user.city = Leipzig @ /user_data/address/city",
                        "user.client_ip = 203.0.113.7 @ /ip_override",
                        "user.country = DE @ /user_data/address/country",
                        "user.email = anna@example.com @ /user_data/email_address",
                        "user.external_id = c-77 @ /user_id",
                        "user.first_name = Anna @ /user_data/address/first_name",
                        "user.last_name = Probst @ /user_data/address/last_name",
                        "user.locale = de-de @ /language",
                        "user.phone = +4915112345678 @ /user_data/phone_number",
                        "user.user_agent = Mozilla/5.0 (X11; Linux x86_64) @ /user_agent",
                        "value = 129.9 @ /value"),
                Given.lines(purchase).stream().filter(line -> !line.startsWith("items")).toList());
        assertEquals(2, ((List<?>) Given.raw(purchase, EventField.ITEMS).orElseThrow()).size());
        assertEquals(Optional.of("13r3r3r2r5l1"), purchase.consent().find(ConsentSignal.GCD));
    }

    @Test
    void aListIsReadOneByOneAndConsentMayBeAnObject() {
        List<Decoded> decoded =
                Given.decoded(
                        Given.SERVER_CONTAINER,
                        GivenRequest.post(
                                PATH,
                                """
                                [{"event_name":"login","consent_state":{"ad_storage":"denied"}},
                                 7, {"event_name":"scroll"}]
                                """));
        Observation login = assertInstanceOf(Decoded.Happened.class, decoded.get(0)).observation();
        assertEquals(Map.of(ConsentSignal.AD_STORAGE, "denied"), login.consent().raw());
        assertInstanceOf(Decoded.Rejected.class, decoded.get(1));
        assertInstanceOf(Decoded.Ignored.class, decoded.get(2));
    }

    @Test
    void theKeyIsAHeader() {
        assertEquals(
                Optional.of("tl_key"),
                Given.SERVER_CONTAINER.writeKey(
                        GivenRequest.post(PATH, "{}").header("x-tl-key", "tl_key")));
        assertEquals(
                Optional.empty(), Given.SERVER_CONTAINER.writeKey(GivenRequest.post(PATH, "{}")));
    }

    @Test
    void anAddressThatTheTagHidesStaysHidden() {
        assertEquals(
                Optional.empty(),
                Given.raw(
                        observed("{\"event_name\":\"login\",\"ip_override\":\"::\"}"),
                        EventField.CLIENT_IP));
    }

    @Test
    void anEmptyListIsMalformed() {
        assertThrows(
                MalformedInputException.class,
                () ->
                        Given.SERVER_CONTAINER.decode(
                                GivenRequest.post(PATH, "[]"),
                                Given.settings(Given.SERVER_CONTAINER),
                                SourceMemory.none()));
    }

    private static Observation observed(String body) {
        return Given.observed(Given.SERVER_CONTAINER, GivenRequest.post(PATH, body));
    }
}
