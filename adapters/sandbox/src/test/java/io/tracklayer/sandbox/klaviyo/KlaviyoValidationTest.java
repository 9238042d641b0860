// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.MutableClock;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KlaviyoValidationTest {
    private static final String EVENT = "/data/attributes";
    private static final String PROFILE = EVENT + "/profile/data/attributes";
    private static final String SUBSCRIBER = EVENT + "/profiles/data/0/attributes";

    private static final String MEMBERS =
            "'email':'a@b.de','_kx':'k','organization':'o','title':'t',"
                    + "'image':'https://i.example/1.png',"
                    + "'location':{'latitude':51.5,'longitude':'0.1',"
                    + "'timezone':'Europe/London','zip':'1','region':'r'},"
                    + "'properties':{'vip':true}";
    private static final String EVENTS_ALONE =
            "'anonymous_id':'v','meta':{'patch_properties':{'unset':'x'}}";

    private final MutableClock clock = new MutableClock(SandboxRig.NOW);
    private final KlaviyoJobs jobs = new KlaviyoJobs(new Ledger(clock), clock);

    @Test
    void theDocumentedExamplesAreRight() {
        assertEquals("", judge(KlaviyoEndpoint.EVENTS, KlaviyoCalls.event("a@b.de", "1"), true));
        assertEquals("", judge(KlaviyoEndpoint.SUBSCRIBE, KlaviyoCalls.subscription(), true));
        assertEquals(
                "",
                judge(
                        KlaviyoEndpoint.BULK,
                        KlaviyoCalls.bulk(KlaviyoCalls.ids("a", "b"), KlaviyoCalls.ids("c")),
                        true));
    }

    /** Member, what stands there instead, and the pointer of the refusal. NOW is 12:00. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    /metric|-|/data
                    /metric|{'name':'Placed Order'}|/data
                    /metric/data/type|'event'|/data
                    /metric/data/attributes|{'service':'x'}|/metric/data/attributes/name
                    /metric/data/attributes/name|7|/metric/data/attributes/name
                    /metric/data/attributes/label|'x'|/metric/data/attributes/label
                    /metric/data/attributes/service|'x'|/metric/data/attributes/service
                    /profile|{'email':'a@b.de'}|/data
                    /profile/data/attributes|{'first_name':'Ada'}|/profile/data/attributes
                    /properties|-|/properties
                    /properties|[]|/data
                    /time|'yesterday'|/time
                    /time|1795176000|/time
                    /time|'1999-12-31T23:59:59Z'|/time
                    /time|'2027-11-20T12:00:01Z'|/time
                    /value|'129.95'|/value
                    /value_currency|'eur'|/value_currency
                    /value_currency|-|/value
                    /unique_id|7|/unique_id
                    /unique_id|''|/unique_id
                    /backfill|'true'|/backfill
                    /order|1|/order
                    """)
    void anEventIsRefusedAt(String member, String json, String pointer) {
        ObjectNode event =
                KlaviyoCalls.bent(KlaviyoCalls.event("a@b.de", "1"), EVENT + member, json);
        String expected = pointer.equals("/data") ? pointer : EVENT + pointer;
        assertEquals(expected, judge(KlaviyoEndpoint.EVENTS, event, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    /email|'ada.example.com'|/email
                    /email|'e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f'|/email
                    /email|null|/email
                    /phone_number|'020 7946 0958'|/phone_number
                    /phone_number|'+0207946095'|/phone_number
                    /phone_number|'+1415555012'|/phone_number
                    /external_id|20417|/external_id
                    /locale|'English'|/locale
                    /location|'London'|/data
                    /location/town|'London'|/location/town
                    /location/city|7|/location/city
                    /location/ip|'somewhere'|/location/ip
                    /gender|'f'|/gender
                    /first_name|''|/first_name
                    """)
    void aProfileIsRefusedAt(String member, String json, String pointer) {
        ObjectNode event =
                KlaviyoCalls.bent(KlaviyoCalls.event("a@b.de", "1"), PROFILE + member, json);
        String expected = pointer.equals("/data") ? pointer : PROFILE + pointer;
        assertEquals(expected, judge(KlaviyoEndpoint.EVENTS, event, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    /profiles/data|[]|/data/attributes/profiles
                    /profiles/data/0/type|'person'|/data
                    /profiles/data/0/attributes/email|-|SUB/email
                    /profiles/data/0/attributes/email|'x'|SUB/email
                    /profiles/data/0/attributes/subscriptions|-|/data
                    /profiles/data/0/attributes/subscriptions|{'email':['MARKETING']}|/data
                    /profiles/data/0/attributes/subscriptions/sms|{'marketing':{'consent':'SUBSCRIBED'}}|SUB/phone_number
                    /profiles/data/0/attributes/subscriptions/email/marketing/consent|'YES'|SUB/subscriptions/email/marketing/consent
                    /profiles/data/0/attributes/subscriptions/email/marketing/consented_at|'2026-11-19T12:00:00Z'|SUB/subscriptions/email/marketing/consented_at
                    /historical_import|true|SUB/subscriptions/email/marketing/consented_at
                    /list_id|'L1'|/data/attributes/list_id
                    """)
    void aSubscriptionIsRefusedAt(String member, String json, String pointer) {
        ObjectNode job = KlaviyoCalls.bent(KlaviyoCalls.subscription(), EVENT + member, json);
        assertEquals(
                pointer.replace("SUB", SUBSCRIBER), judge(KlaviyoEndpoint.SUBSCRIBE, job, true));
    }

    @Test
    void aProfileWithEveryDocumentedMemberIsRight() {
        ObjectNode event = KlaviyoCalls.event("a@b.de", "1");
        KlaviyoCalls.bent(event, PROFILE, "{" + MEMBERS + "," + EVENTS_ALONE + "}");
        assertEquals("", judge(KlaviyoEndpoint.EVENTS, event, true));
        ObjectNode profile = KlaviyoCalls.profile("{" + MEMBERS + "}");
        assertEquals("", judge(KlaviyoEndpoint.PROFILE, profile, true));
    }

    @Test
    void anImportTakesLessThanAnEvent() {
        assertEquals(
                EVENT + "/anonymous_id",
                judge(
                        KlaviyoEndpoint.PROFILE,
                        KlaviyoCalls.profile("{'email':'a@b.de','anonymous_id':'v'}"),
                        true));
        ObjectNode bulk = KlaviyoCalls.bulk(KlaviyoCalls.ids("a"));
        String profile = KlaviyoJobs.GROUPS + "/0/attributes/profile/data/attributes";
        KlaviyoCalls.bent(bulk, profile + "/meta", "{'patch_properties':{'unset':'x'}}");
        assertEquals(profile + "/meta", judge(KlaviyoEndpoint.BULK, bulk, true));
    }

    @Test
    void propertiesHaveTheirLimits() {
        ObjectNode four = properties(400);
        assertEquals("", judge(KlaviyoEndpoint.EVENTS, four, true));
        assertEquals(EVENT + "/properties", judge(KlaviyoEndpoint.EVENTS, properties(401), true));
        ObjectNode deep = KlaviyoCalls.event("a@b.de", "1");
        String nested = "{'n':".repeat(10) + "1" + "}".repeat(10);
        assertEquals(
                "",
                judge(
                        KlaviyoEndpoint.EVENTS,
                        KlaviyoCalls.bent(deep, EVENT + "/properties", nested),
                        true));
        assertEquals(
                EVENT + "/properties",
                judge(
                        KlaviyoEndpoint.EVENTS,
                        KlaviyoCalls.bent(deep, EVENT + "/properties", "{'n':" + nested + "}"),
                        true));
    }

    @Test
    void aNameHasLessThan128Characters() {
        String name = EVENT + "/metric/data/attributes/name";
        ObjectNode event = KlaviyoCalls.event("a@b.de", "1");
        KlaviyoCalls.bent(event, name, "'" + "x".repeat(127) + "'");
        assertEquals("", judge(KlaviyoEndpoint.EVENTS, event, true));
        KlaviyoCalls.bent(event, name, "'" + "x".repeat(128) + "'");
        assertEquals(name, judge(KlaviyoEndpoint.EVENTS, event, true));
    }

    @Test
    void leniencyTakesWhatWouldClearAField() {
        ObjectNode event = KlaviyoCalls.event("a@b.de", "1");
        KlaviyoCalls.bent(event, PROFILE + "/first_name", "null");
        assertEquals("", judge(KlaviyoEndpoint.EVENTS, event, false));
        assertEquals(PROFILE + "/first_name", judge(KlaviyoEndpoint.EVENTS, event, true));
    }

    private static ObjectNode properties(int count) {
        ObjectNode event = KlaviyoCalls.event("a@b.de", "1");
        ObjectNode properties = (ObjectNode) event.at(EVENT + "/properties");
        properties.removeAll();
        for (int i = 0; i < count; i++) {
            properties.put("p" + i, i);
        }
        return event;
    }

    /** The pointer of the first error, empty when the call is taken. */
    private String judge(KlaviyoEndpoint endpoint, ObjectNode call, boolean strict) {
        KlaviyoAccount account =
                new KlaviyoAccount("northfield", "pk_1", Set.of(), List.of(), strict);
        Answer answer =
                jobs.answer(account, endpoint, Json.write(call).getBytes(StandardCharsets.UTF_8));
        if (answer.status() < 300) {
            return "";
        }
        JsonNode json = SandboxRig.json(new String(answer.body(), StandardCharsets.UTF_8));
        return json.at("/errors/0/source/pointer").asText();
    }
}
