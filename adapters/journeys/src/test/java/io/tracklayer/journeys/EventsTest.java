// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsTest {
    @RegisterExtension static final Shopfront SHOP = new Shopfront();

    /** The e-commerce push of a shop's tag manager. */
    private static final String PURCHASE =
            """
            {transaction_id: '548291', value: 129.9, currency: 'EUR', tax: 20.74, shipping: 5, coupon: 'AUTUMN',
             items: [{item_id: 'SKU-1', item_name: 'Shirt', price: 49.95, quantity: 2, item_brand: 'Nord'}]}
            """;

    @ParameterizedTest
    @CsvSource({
        "PURCHASE_PLACED, purchase",
        "PURCHASE_PAID, paid",
        "ORDER_FULFILLED, fulfilled",
        "ORDER_CANCELLED, cancelled"
    })
    void theIdAPageSharesIsTheOneTheServerMakes(EventName event, String name) {
        SHOP.page("/", "data-wait=0 data-page=false", "").open("/");
        String canonical = event.wire();
        Object id =
                SHOP.run(
                        "tl('track',arguments[0],{order_id:'gid://shopify/Order/548291',value:1,currency:'EUR'});"
                                + "return tl.eventId(arguments[1],548291)",
                        canonical,
                        name);
        Observation observation = SHOP.heard(canonical).observation();
        assertEquals("ord_548291_" + name, id);
        assertEquals(Optional.of(id), observation.eventId());
        assertTrue(observation.derivedId());
        assertEquals(id, SHOP.run("return tl.eventId(arguments[0],'548291')", canonical));
    }

    @Test
    void refundsHaveTheirOwnIdAndOtherEventsARandomOne() {
        SHOP.page("/", "data-wait=0", "").open("/");
        SHOP.run(
                "tl('track','order_refunded',{refund_id:'88',order_id:'7',value:1,currency:'EUR'})");
        assertEquals(
                Optional.of(SHOP.run("return tl.eventId('refund','gid://shopify/Refund/88')")),
                SHOP.heard("order_refunded").observation().eventId());
        assertNotEquals(
                SHOP.run("return tl.eventId('product_viewed',5)"),
                SHOP.run("return tl.eventId('product_viewed',5)"));
        assertTrue(
                SHOP.run("return tl.eventId('constructor',5)").toString().matches("[0-9a-f]{32}"));
    }

    @Test
    void anIdTheShopChoseIsKept() {
        SHOP.page("/", "data-wait=0", "").open("/");
        SHOP.run("tl('track','lead_submitted',{event_id:'lead-7'})");
        assertEquals(Optional.of("lead-7"), SHOP.heard("lead_submitted").observation().eventId());
    }

    @Test
    void whoSomebodyIsIsToldOnceAndGoesWithEverythingLater() {
        SHOP.page("/", "data-wait=0 data-page=false", "").open("/");
        SHOP.run(
                "for(let i=0;i<2;i++)tl('identify',{email:'anna@example.com',external_id:'c7'});"
                        + "tl('track','cart_viewed')");
        Message cart = SHOP.heard("cart_viewed");
        assertEquals(Optional.of("anna@example.com"), cart.raw(EventField.EMAIL));
        List<Message> told = SHOP.found("identify", message -> true);
        assertEquals(1, told.size());
        assertInstanceOf(Decoded.Identified.class, told.get(0).decoded());
        assertEquals(Optional.of("c7"), told.get(0).raw(EventField.EXTERNAL_ID));
    }

    @Test
    void whatIsSetGoesWithEveryMessageUnlessItSaysOtherwise() {
        SHOP.page("/", "data-wait=0", "").open("/");
        SHOP.run(
                "tl('set',{currency:'EUR',properties:{theme:'dark'}});"
                        + "tl('track','cart_viewed',{value:1});tl('track','logged_in',{currency:'USD'})");
        assertEquals(Optional.of("EUR"), SHOP.heard("cart_viewed").raw(EventField.CURRENCY));
        assertEquals(Optional.of("dark"), SHOP.heard("cart_viewed").at("/properties/theme"));
        assertEquals(Optional.of("USD"), SHOP.heard("logged_in").raw(EventField.CURRENCY));
    }

    @Test
    void pushesOfATagManagerBecomeEventsWithItems() {
        SHOP.page(
                        "/",
                        "data-wait=0 data-datalayer=true",
                        "<script>window.dataLayer=[{event:'view_item',ecommerce:{currency:'EUR',value:5}}]</script>")
                .open("/");
        SHOP.heard("product_viewed");
        SHOP.run("dataLayer.push({ecommerce:null},{event:'purchase',ecommerce:" + PURCHASE + "})");
        purchaseIsComplete(SHOP.heard("purchase_placed"));
        assertEquals(4L, SHOP.run("dataLayer.push({event:'gtm.load'}); return dataLayer.length"));
    }

    @Test
    void callsOfGtagBecomeTheSameEvents() {
        SHOP.page(
                        "/",
                        "data-wait=0 data-datalayer=layer2",
                        "<script>window.layer2=[];function gtag(){layer2.push(arguments)}"
                                + "gtag('js',new Date());gtag('config','G-1');gtag('event','purchase',"
                                + PURCHASE
                                + ")</script>")
                .open("/");
        purchaseIsComplete(SHOP.heard("purchase_placed"));
    }

    @Test
    void withoutTheOptionOnlyConsentIsReadFromTheDataLayer() {
        SHOP.page("/", "data-wait=0", "").open("/");
        SHOP.run("dataLayer.push({event:'purchase',ecommerce:" + PURCHASE + "});tl('page')");
        SHOP.heard("page_viewed", 2, message -> true);
        assertEquals(List.of(), SHOP.found("purchase_placed", message -> true));
    }

    @Test
    void anApplicationThatChangesItsAddressHasAPageViewForEach() {
        SHOP.page("/", "data-wait=0 data-spa=true", "").open("/?gclid=A");
        SHOP.heard("page_viewed");
        SHOP.run(
                "history.pushState({},'','/two');history.replaceState({n:1},'','/two');"
                        + "history.pushState({},'','/two#part')");
        Message second = SHOP.heard("page_viewed", 2, message -> true).get(1);
        assertEquals(Optional.of(SHOP.at("www", "/two")), second.raw(EventField.PAGE_URL));
        assertEquals(
                Optional.of(SHOP.at("www", "/?gclid=A")), second.raw(EventField.PAGE_REFERRER));
        assertEquals(Optional.of(SHOP.at("www", "/?gclid=A")), second.raw(EventField.LANDING_URL));
        SHOP.run("history.go(-2)");
        SHOP.heard("page_viewed", 3, message -> true);
        SHOP.run("tl('track','cart_viewed')");
        SHOP.heard("cart_viewed");
        assertEquals(3, SHOP.found("page_viewed", message -> true).size());
    }

    @Test
    void withoutTheOptionAnAddressThatChangesIsNoPageView() {
        SHOP.page("/", "data-wait=0", "").open("/");
        SHOP.run("history.pushState({},'','/two');tl('track','cart_viewed')");
        SHOP.heard("cart_viewed");
        assertEquals(1, SHOP.found("page_viewed", message -> true).size());
    }

    @Test
    void callsNobodyKnowsAreCountedAndNeverThrown() {
        SHOP.page("/", "data-wait=0", "<script>tl('fly',1);tl();tl({})</script>").open("/");
        SHOP.run(
                "tl('constructor');tl('__proto__');tl('track');tl('identify');tl('consent');tl('set',7)");
        assertEquals(5L, SHOP.run("return tl.counts.unknown"));
        SHOP.heard("page_viewed");
    }

    @Test
    void valuesThatCannotBeSentAreLeftOutAndCounted() {
        SHOP.page("/", "data-wait=0", "").open("/");
        SHOP.run(
                """
                const cycle = {name: 'a', list: [1, () => 1, 2]}; cycle.self = cycle;
                const bad = {ok: 1, fn() {}, el: document.body, win: window, nan: NaN, sym: Symbol('s'), big: 10n, cycle,
                  when: new Date(0), none: null, lone: '\\ud800x', get boom() { throw new Error('boom'); }};
                Object.defineProperty(bad, '__proto__', {value: {polluted: 1}, enumerable: true});
                bad.constructor = {prototype: {polluted: 1}};
                tl('track', 'cart_viewed', {properties: bad, get value() { throw new Error('v'); },
                  get order_id() { throw new Error('o'); }, get page() { throw new Error('p'); }});
                """);
        Message cart = SHOP.heard("cart_viewed");
        Map<?, ?> properties = (Map<?, ?>) cart.at("/properties").orElseThrow();
        assertEquals(Map.of("name", "a", "list", List.of(1L, 2L)), properties.get("cycle"));
        assertEquals("1970-01-01T00:00:00.000Z", properties.get("when"));
        assertEquals(Set.of("ok", "cycle", "when", "lone"), properties.keySet());
        assertEquals(
                true, SHOP.run("return ({}).polluted === undefined && tl.counts.dropped >= 11"));
        assertEquals(0L, SHOP.run("return tl.counts.failed"));
    }

    @Test
    void aPageThatReplacesTheLanguageLaterDoesNotStopUs() {
        SHOP.page(
                        "/",
                        "data-wait=0",
                        """
                        <script>
                          const hostile = () => {
                            const broken = name => () => { throw new Error(name); };
                            const smash = (target, names) => {
                              for (let i = 0; i < names.length; i++) target[names[i]] = broken(names[i]);
                            };
                            smash(Array.prototype, ['push', 'map', 'filter', 'slice', 'forEach', 'join', 'indexOf', 'concat', Symbol.iterator]);
                            smash(String.prototype, ['split', 'indexOf', 'slice', 'replace']);
                            smash(Object, ['keys', 'create', 'assign', 'entries']);
                            smash(JSON, ['stringify', 'parse']);
                            smash(Promise.prototype, ['then', 'catch']);
                            smash(Date, ['now']);
                            smash(Function.prototype, ['apply', 'call', 'bind']);
                            Object.prototype.toJSON = () => 'hostile';
                            Object.prototype.inherited = 'hostile';
                            smash(window, ['Promise', 'Blob', 'fetch', 'setTimeout', 'Uint8Array']);
                            tl('track', 'cart_viewed', {value: 5, properties: {list: [{a: 1}]}});
                            later(() => tl('track', 'logged_in'), 600);
                          };
                          const later = setTimeout;
                          tl('ready', () => setTimeout(hostile, 100));
                        </script>
                        """)
                .open("/");
        Message cart = SHOP.heard("cart_viewed");
        SHOP.heard("logged_in");
        assertEquals(1, SHOP.found("cart_viewed", message -> true).size());
        assertEquals(Optional.of(List.of(Map.of("a", 1L))), cart.at("/properties/list"));
        assertEquals(Optional.of(5L), cart.raw(EventField.VALUE));
        assertTrue(!cart.body().toString().contains("hostile"), cart.body()::toString);
    }

    @Test
    void theScriptTwiceOnAPageIsOneScript() {
        SHOP.page(
                        "/",
                        "data-wait=0",
                        "<script async src=\"%s\" data-key=wk_1></script>"
                                .formatted(SHOP.at("t", "/tl.js")))
                .open("/");
        SHOP.run("tl('track','cart_viewed')");
        SHOP.heard("cart_viewed");
        assertEquals(1, SHOP.found("page_viewed", message -> true).size());
    }

    private static void purchaseIsComplete(Message purchase) {
        assertEquals(Optional.of("ord_548291_purchase"), purchase.observation().eventId());
        assertEquals(Optional.of("548291"), purchase.raw(EventField.ORDER_ID));
        assertEquals("129.9", purchase.raw(EventField.VALUE).orElseThrow().toString());
        assertEquals(Optional.of("EUR"), purchase.raw(EventField.CURRENCY));
        assertEquals(Optional.of("AUTUMN"), purchase.raw(EventField.COUPON));
        Map<?, ?> line =
                (Map<?, ?>) ((List<?>) purchase.raw(EventField.ITEMS).orElseThrow()).get(0);
        assertEquals("SKU-1", line.get("variantId"));
        assertEquals("Shirt", line.get("name"));
        assertEquals("Nord", line.get("brand"));
        assertEquals(2L, line.get("quantity"));
    }
}
