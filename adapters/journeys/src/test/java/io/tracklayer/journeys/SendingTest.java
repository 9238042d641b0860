// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Tree;
import io.tracklayer.testkit.GivenRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SendingTest {
    @RegisterExtension static final Shopfront SHOP = new Shopfront();

    @Test
    void aPageViewArrivesFromAPageUnderAStrictPolicy() {
        String node = SHOP.at("t", "");
        SHOP.site()
                .page(
                        "/",
                        "<script async src=\"%s/tl.js\" data-key=wk_1 data-wait=0></script>"
                                .formatted(node),
                        Map.of(
                                "Content-Security-Policy",
                                "default-src 'none'; script-src 'self' %s; connect-src 'self' %s; img-src data:"
                                        .formatted(node, node)));
        SHOP.open("/?a=b#c");
        Message view = SHOP.heard("page_viewed");
        assertEquals(Optional.of(SHOP.at("www", "/?a=b#c")), view.raw(EventField.PAGE_URL));
        assertEquals(Optional.of("Shop"), view.raw(EventField.PAGE_TITLE));
        assertEquals(1, SHOP.found("page_viewed", message -> true).size());
    }

    @Test
    void whatAPageSaysBeforeTheScriptIsThereIsKept() {
        SHOP.page(
                "/",
                "data-wait=0 data-page=false",
                "<script>tl('track','product_viewed',{value:5,currency:'EUR'});"
                        + "tl('track','Sample Ordered',{properties:{colour:'red'}});"
                        + "tl('ready',t=>t('track','search_submitted',{search_query:t.eventId('purchase',7)}))"
                        + "</script>");
        SHOP.open("/");
        assertEquals(Optional.of(5L), SHOP.heard("product_viewed").raw(EventField.VALUE));
        assertEquals(Optional.of("red"), SHOP.heard("Sample Ordered").at("/properties/colour"));
        assertEquals(
                Optional.of("ord_7_purchase"),
                SHOP.heard("search_submitted").raw(EventField.SEARCH_QUERY));
        assertEquals(List.of(), SHOP.found("page_viewed", message -> true));
    }

    @Test
    void withoutAKeyNothingIsSentUntilInitBringsIt() {
        SHOP.site()
                .page("/", "<script async src=\"%s\"></script>".formatted(SHOP.at("t", "/tl.js")));
        SHOP.open("/");
        SHOP.run(
                "tl('track','product_viewed'); tl('init',{key:'wk_1',wait:0,host:arguments[0]})",
                SHOP.at("node", ""));
        Message view = SHOP.heard("product_viewed");
        assertTrue(view.request().header("host").orElseThrow().startsWith("node."));
    }

    @Test
    void eachMessageSaysWhenItHappenedAndWhenItWasSent() {
        SHOP.page("/", "data-wait=0", "").open("/");
        Message view = SHOP.heard("page_viewed");
        long occurred = (Long) view.at("/occurred_at").orElseThrow();
        long now = view.request().receivedAt().toEpochMilli();
        assertTrue(Math.abs(now - occurred) < 10_000, occurred + " " + now);
        assertTrue(
                Tree.root(read(view.request()))
                        .text("/sent_at")
                        .orElseThrow()
                        .matches("20\\d\\d-.*Z"));
        assertTrue(view.id().matches("[0-9a-f]{32}"), view.id());
    }

    @Test
    void whatHappensOfflineIsSentWhenTheNetworkIsBack() {
        SHOP.page("/", "data-wait=0", "").open("/");
        SHOP.heard("page_viewed");
        SHOP.browser().offline(true);
        SHOP.run("tl('track','product_added_to_cart',{value:1}); tl('track','cart_viewed')");
        SHOP.until("both are kept", () -> waiting() == 2);
        assertEquals(List.of(), SHOP.found("cart_viewed", message -> true));
        SHOP.browser().offline(false);
        SHOP.heard("product_added_to_cart");
        SHOP.heard("cart_viewed");
        SHOP.until("nothing is kept", () -> waiting() == 0);
    }

    @Test
    void aServerThatIsBusyGetsTheSameMessageOnceTheTimeItAskedForIsOver() {
        SHOP.site().answerOnce(503, Map.of("Retry-After", "2"));
        SHOP.page("/", "data-wait=0", "").open("/");
        Message view = SHOP.heard("page_viewed");
        assertEquals(1, SHOP.site().refused().size());
        assertEquals(ids(SHOP.site().refused().get(0)), Set.of(view.id()));
        Duration waited =
                Duration.between(
                        SHOP.site().refused().get(0).receivedAt(), view.request().receivedAt());
        assertTrue(waited.toMillis() >= 1_900, "waited " + waited);
    }

    @Test
    void whatWaitsForTheServerIsSentByTheNextPage() {
        SHOP.site().answerAlways(503);
        SHOP.page("/", "data-wait=0", "").open("/?first");
        SHOP.until("a try", () -> !SHOP.site().refused().isEmpty());
        SHOP.until("it waits", () -> waiting() >= 1);
        Set<String> ids = ids(SHOP.site().refused().get(0));
        SHOP.site().answerAlways(0);
        SHOP.open("/?second");
        Message first = SHOP.heard("page_viewed", view -> url(view).endsWith("?first"));
        SHOP.heard("page_viewed", view -> url(view).endsWith("?second"));
        assertEquals(ids, Set.of(first.id()));
        SHOP.until("nothing is kept", () -> waiting() == 0);
    }

    @Test
    void whatTheServerRefusesIsGivenUpAndCounted() {
        SHOP.site().answerOnce(403, Map.of());
        SHOP.page("/", "data-wait=0", "").open("/");
        SHOP.until("it is given up", () -> count("lost") == 1);
        SHOP.run("tl('track','cart_viewed')");
        SHOP.heard("cart_viewed");
        assertEquals(List.of(), SHOP.found("page_viewed", message -> true));
        assertEquals(0, waiting());
    }

    @Test
    void leavingThePageSendsWhatHasJustHappened() {
        SHOP.page("/", "data-wait=0", "").open("/");
        SHOP.site().page("/away", "");
        SHOP.heard("page_viewed");
        SHOP.run(
                "tl('track','product_added_to_cart',{value:3}); location.href=arguments[0]",
                SHOP.at("www", "/away"));
        assertEquals(Optional.of(3L), SHOP.heard("product_added_to_cart").raw(EventField.VALUE));
    }

    @Test
    void anOrderIsKeptUntilTheServerSaidItHasItEvenAfterABeacon() {
        SHOP.page("/", "data-wait=0", "").open("/");
        SHOP.site().page("/away", "");
        SHOP.heard("page_viewed");
        SHOP.site().answerAlways(503);
        SHOP.run(
                "tl('track','purchase_placed',{order_id:'7',value:3,currency:'EUR'});"
                        + "location.href=arguments[0]",
                SHOP.at("www", "/away"));
        SHOP.until("the beacon failed", () -> !SHOP.site().refused().isEmpty());
        SHOP.site().answerAlways(0);
        SHOP.open("/?back");
        Message purchase = SHOP.heard("purchase_placed");
        assertEquals(Set.of(purchase.id()), ids(SHOP.site().refused().get(0)));
    }

    @Test
    void twoTabsSendAMessageUnderOneIdWhicheverDoesIt() {
        SHOP.site().answerAlways(503);
        SHOP.page("/", "data-wait=0", "").open("/?one");
        SHOP.until("the first waits", () -> waiting() == 1);
        SHOP.browser().newTab();
        SHOP.open("/?two");
        SHOP.until("both wait", () -> waiting() == 2);
        SHOP.until(
                "the second tab has taken over what the first waits with",
                () -> SHOP.site().refused().stream().anyMatch(request -> ids(request).size() == 2));
        SHOP.site().answerAlways(0);
        SHOP.run("dispatchEvent(new Event('online'))"); // no need to wait for the next try
        SHOP.until("nothing is kept", () -> waiting() == 0);
        Set<String> distinct =
                SHOP.found("page_viewed", message -> true).stream()
                        .map(Message::id)
                        .collect(Collectors.toSet());
        assertEquals(2, distinct.size());
    }

    @Test
    void atMostAHundredMessagesWaitAndTheOldestAreGivenUp() {
        SHOP.page("/", "data-wait=0", "").open("/");
        SHOP.heard("page_viewed");
        SHOP.browser().offline(true);
        SHOP.run("for(let i=0;i<130;i++)tl('track','cart_viewed',{value:i})");
        assertEquals(30, count("lost"));
        SHOP.browser().offline(false);
        List<Message> kept = SHOP.heard("cart_viewed", 100, message -> true);
        assertEquals(
                Set.copyOf(LongStream.range(30, 130).boxed().toList()),
                kept.stream()
                        .map(message -> message.raw(EventField.VALUE).orElseThrow())
                        .collect(Collectors.toSet()));
        for (Message message : kept) {
            assertTrue(message.request().raw().length <= 65_536);
        }
    }

    @Test
    void largeMessagesStayWithinTheBoundsOfQueueAndRequest() {
        SHOP.page("/", "data-wait=0", "").open("/");
        SHOP.heard("page_viewed");
        SHOP.browser().offline(true);
        SHOP.run(
                "for(let i=0;i<12;i++)tl('track','cart_viewed',{value:i,properties:{t:'é'.repeat(8000)}})");
        int lost = count("lost");
        assertTrue(lost >= 4, "lost " + lost);
        SHOP.browser().offline(false);
        List<Message> kept = SHOP.heard("cart_viewed", 12 - lost, message -> true);
        assertTrue(kept.stream().anyMatch(m -> m.raw(EventField.VALUE).equals(Optional.of(11L))));
        for (Message message : kept) {
            assertTrue(message.request().raw().length <= 65_536);
        }
    }

    @Test
    void withoutAnyStorageMessagesStillArrive() {
        SHOP.page("/frame", "data-wait=0", "<script>tl('track','cart_viewed')</script>");
        SHOP.site().page("/", "<iframe sandbox=\"allow-scripts\" src=\"/frame\"></iframe>");
        SHOP.open("/");
        Message view = SHOP.heard("cart_viewed");
        assertEquals("null", view.request().header("origin").orElseThrow());
        assertTrue(view.raw(EventField.ANONYMOUS_ID).isPresent());
    }

    @Test
    void storageThatIsFullDoesNotHoldMessagesBack() {
        SHOP.page(
                        "/",
                        "data-wait=0",
                        "<script>Storage.prototype.setItem=()=>{throw new Error('full')}</script>")
                .open("/");
        SHOP.heard("page_viewed");
        assertFalse(SHOP.run("return tl.anonymousId()").toString().isEmpty());
    }

    private static int waiting() {
        return ((Long)
                        SHOP.browser()
                                .run(
                                        "return Object.keys(localStorage).filter(n => n.startsWith('tl_q:')).length"))
                .intValue();
    }

    private static int count(String what) {
        return ((Long) SHOP.run("return tl.counts[arguments[0]]", what)).intValue();
    }

    private static String url(Message view) {
        return view.raw(EventField.PAGE_URL).orElseThrow().toString();
    }

    private static Set<String> ids(GivenRequest request) {
        return Tree.root(read(request)).each("/events").stream()
                .map(event -> event.text("/message_id").orElseThrow())
                .collect(Collectors.toSet());
    }

    private static Object read(GivenRequest request) {
        try {
            return request.json();
        } catch (MalformedInputException broken) {
            throw new AssertionError(broken);
        }
    }
}
