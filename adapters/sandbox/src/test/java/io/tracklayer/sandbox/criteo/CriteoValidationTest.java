// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.criteo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.MutableClock;
import io.tracklayer.sandbox.SandboxRig;
import io.tracklayer.sandbox.platform.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CriteoValidationTest {
    private final CriteoBodyValidator validator =
            new CriteoBodyValidator(new MutableClock(SandboxRig.NOW));

    @Test
    void theDocumentedExampleIsRight() {
        assertEquals("", code(CriteoCalls.sale("1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    /version|-|field_missing
                    /version|1|wrong_type
                    /site_type|'desktop'|wrong_type
                    /country|'de'|wrong_type
                    /country|'DEU'|wrong_type
                    /language|'DE'|wrong_type
                    /ip|'shop.example'|wrong_type
                    /useragent|7|wrong_type
                    /full_url|'shop.example'|wrong_type
                    /full_url|'https://shop.example/?e=jane%40example.com'|plain_email
                    /previous_url|'/checkout'|wrong_type
                    /retailer_visitor_id|7|wrong_type
                    /retailer_visitor_id|'jane@example.com'|plain_email
                    /id|-|field_missing
                    /id|{}|no_identifier
                    /id|{'mapping_key':'678'}|no_identifier
                    /id|{'email':{}}|no_identifier
                    /id/mapping_key|-|mapping_incomplete
                    /id/mapped_user_id|-|mapping_incomplete
                    /id/mapping_key|'abc'|wrong_type
                    /id/mapping_key|'679'|caller_unknown
                    /id/email|'00d7d185cf04574852d6088e5e7eb2df'|wrong_type
                    /id/email/md5|'jane@example.com'|wrong_type
                    /id/email/md5|'00D7D185CF04574852D6088E5E7EB2DF'|wrong_type
                    /id/email/md5|'d41d8cd98f00b204e9800998ecf8427e'|hash_of_nothing
                    /id/email/sha256|'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'|hash_of_nothing
                    /id/email/sha256_md5|'8f38438af20cbc72fcf67bc8fe518fa7869cea2c6801b8fef5f0c6193656a25f'|hash_mismatch
                    /id/email/raw|'jane@example.com'|plain_email
                    /id/phone|'1'|unknown_field
                    /events|-|field_missing
                    /events|{}|wrong_type
                    /events|[]|wrong_type
                    /events|[1]|wrong_type
                    /events/0/event|-|field_missing
                    /events/0/event|'purchase'|event_unknown
                    /events/0/event|'viewSearch'|event_unknown
                    /events/0/timestamp|1795175940|wrong_type
                    /events/0/timestamp|'2026-11-20T11:59:00.000Z'|wrong_type
                    /events/0/timestamp|'2026-11-20T12:59:00+01:00'|wrong_type
                    /events/0/timestamp|'2026-13-20T12:59:00Z'|wrong_type
                    /events/0/timestamp|'2026-11-20T11:44:59Z'|timestamp_out_of_range
                    /events/0/timestamp|'2026-11-20T12:05:01Z'|timestamp_out_of_range
                    /events/0/id|-|field_missing
                    /events/0/id|10042|wrong_type
                    /events/0/currency|-|field_missing
                    /events/0/currency|'eur'|wrong_type
                    /events/0/dd|2|wrong_type
                    /events/0/dd|true|wrong_type
                    /events/0/item|-|field_missing
                    /events/0/item|'a'|wrong_type
                    /events/0/item|['a']|field_missing
                    /events/0/item|[]|empty_value
                    /events/0/item|[{'price':1,'quantity':1}]|field_missing
                    /events/0/item|[{'id':7,'price':1,'quantity':1}]|wrong_type
                    /events/0/item|[{'id':'a','price':'1','quantity':1}]|wrong_type
                    /events/0/item|[{'id':'a','price':-1,'quantity':1}]|wrong_type
                    /events/0/item|[{'id':'a','price':1,'quantity':0}]|wrong_type
                    /events/0/item|[{'id':'a','price':1,'quantity':1.5}]|wrong_type
                    /events/0/item|[{'id':'a','price':1,'quantity':1,'name':'x'}]|unknown_field
                    /events/0/value|1|unknown_field
                    /events/0/keywords|'x'|unknown_field
                    /events/0/deduplication_page_view_id|7|wrong_type
                    /user_agent|'x'|unknown_field
                    /full_url|null|wrong_type
                    /useragent|''|empty_value
                    """)
    void aBentCallIsRefused(String path, String json, String code) {
        assertEquals(code, code(CriteoCalls.bent(path, json)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    /id|{'email':{'sha256':'c3374bcfe3572e09f37602e0e179782352c5e117a4a3767824abbaa21bbdef8b'}}
                    /id|{'gaid':'38400000-8cf0-11bd-b23e-10b96e40000d'}
                    /id/mapping_key|678
                    /events/0/timestamp|-
                    /events/0/timestamp|'2026-11-20T11:45:00Z'
                    /events/0/timestamp|'2026-11-20T12:05:00Z'
                    /events/0/dd|'0'
                    /events/0/dd|-
                    /events/0/item|[{'id':'a','price':0,'quantity':1}]
                    /ip|'2001:db8::42'
                    """)
    void whatCriteoTakesTooIsRight(String path, String json) {
        assertEquals("", code(CriteoCalls.bent(path, json)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    {'event':'viewHome'}|""
                    {'event':'viewPage','item':'a'}|unknown_field
                    {'event':'viewItem','item':'a'}|""
                    {'event':'viewItem','item':['a']}|wrong_type
                    {'event':'viewItem'}|field_missing
                    {'event':'viewList','item':['a','b'],'keywords':'linen','category':'Shirts'}|""
                    {'event':'viewList','item':[{'id':'a'}]}|wrong_type
                    {'event':'viewList','item':['a'],'keywords':'jane@example.com'}|plain_email
                    {'event':'addToCart','item':[{'id':'a','price':1.5,'quantity':1}],'currency':'EUR'}|""
                    {'event':'viewBasket','item':[{'id':'a','price':1.5,'quantity':1}]}|""
                    {'event':'beginCheckout','item':[{'id':'a','price':1.5}]}|field_missing
                    {'event':'beginCheckout','item':[{'id':'a','price':1,'quantity':1}],'id':'1'}|unknown_field
                    {'event':'addPaymentInfo'}|""
                    {'event':'login'}|""
                    """)
    void eachEventHasItsOwnMembers(String event, String code) {
        assertEquals(code, code(CriteoCalls.with(event)));
    }

    @Test
    void moreEventsThanAPageViewHasAreRefused() {
        var body = CriteoCalls.sale("1");
        var events = body.putArray("events");
        for (int i = 0; i < 6; i++) {
            events.addObject().put("event", "viewPage");
        }
        assertEquals("too_many_events", code(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/user_agent|'x'",
                "/events/0/timestamp|'2026-11-20T10:00:00Z'",
                "/useragent|''",
                "/id/email/raw|'jane@example.com'"
            })
    void inLenientModeLateEventsAndUnknownMembersPass(String path, String json) {
        assertEquals(Optional.empty(), validator.check(CriteoCalls.bent(path, json), of(false)));
    }

    private static CriteoAdvertiser of(boolean strict) {
        return new CriteoAdvertiser("12345", Optional.of("678"), strict);
    }

    private String code(JsonNode body) {
        return validator.check(body, of(true)).map(Reason::code).orElse("");
    }
}
