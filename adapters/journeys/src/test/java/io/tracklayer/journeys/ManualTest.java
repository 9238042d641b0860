// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the manual tells merchants to copy works as it stands. */
class ManualTest {
    @RegisterExtension static final Shopfront SHOP = new Shopfront();

    @Test
    void theInstallationSendsPageViewsAndWhatHappened() {
        SHOP.site()
                .page("/", manual("async src") + manual("'track', 'product_added_to_cart', {\n"));
        SHOP.open("/");
        SHOP.heard("page_viewed");
        Message added = SHOP.heard("product_added_to_cart");
        assertEquals("49.95", added.raw(EventField.VALUE).orElseThrow().toString());
        assertTrue(added.request().header("host").orElseThrow().startsWith("www."));
    }

    @Test
    void thePixelsOfThePlatformsGetTheIdTheServerMakes() {
        SHOP.site()
                .page(
                        "/",
                        manual("async src")
                                + "<script>var calls={};for(const n of ['fbq','gtag','ttq','pintrk','snaptr','rdt','lintrk']){"
                                + "const f=function(){(calls[n]=calls[n]||[]).push(JSON.stringify([...arguments]))};window[n]=f;f.track=f}"
                                + "</script>"
                                + manual("eventID: id"));
        SHOP.open("/");
        Optional<String> id = SHOP.heard("purchase_placed").observation().eventId();
        assertEquals(Optional.of("ord_548291_purchase"), id);
        Map<?, ?> calls = (Map<?, ?>) SHOP.run("return calls");
        assertEquals(7, calls.size());
        Map<String, String> members =
                Map.of(
                        "fbq", "\"eventID\":\"ord_548291_purchase\"",
                        "gtag", "\"transaction_id\":\"548291\"",
                        "ttq", "\"event_id\":\"ord_548291_purchase\"",
                        "pintrk", "\"event_id\":\"ord_548291_purchase\"",
                        "snaptr", "\"client_dedup_id\":\"ord_548291_purchase\"",
                        "rdt", "\"conversionId\":\"ord_548291_purchase\"",
                        "lintrk", "\"event_id\":\"ord_548291_purchase\"");
        members.forEach(
                (name, member) -> {
                    String first = ((List<?>) calls.get(name)).get(0).toString();
                    assertTrue(first.contains(member), first);
                });
        String cart = SHOP.heard("product_added_to_cart").observation().eventId().orElseThrow();
        String second = ((List<?>) calls.get("fbq")).get(1).toString();
        assertTrue(second.contains("\"eventID\":\"" + cart + "\""), second);
    }

    @Test
    void theTagForTheTagManagerReadsItsDataLayer() {
        SHOP.site()
                .page(
                        "/",
                        "<script>window.dataLayer=[{event:'begin_checkout',ecommerce:{value:5,currency:'EUR'}}]</script>"
                                + manual("createElement"));
        SHOP.open("/");
        assertEquals(Optional.of(5L), SHOP.heard("checkout_started").raw(EventField.VALUE));
    }

    @Test
    void shopifysCartGetsTheVisitorsIdsAndAnswerOnce() throws MalformedInputException {
        SHOP.site().put("/cart/update.js", "application/json", "{}", Map.of());
        SHOP.site()
                .page(
                        "/",
                        "<script>window.Shopify={customerPrivacy:{marketingAllowed:()=>true,"
                                + "analyticsProcessingAllowed:()=>false,saleOfDataAllowed:()=>true}};"
                                + "document.cookie='_fbp=fb.1.1768470000000.1';document.cookie='_ga=GA1.1.2.3';"
                                + "document.cookie='session=secret'</script>"
                                + manual("async src")
                                + manual("/cart/update.js"));
        SHOP.open("/");
        Message view = SHOP.heard("page_viewed");
        SHOP.run(
                "for(let i=0;i<2;i++)document.dispatchEvent(new CustomEvent('visitorConsentCollected'))");
        SHOP.until("the cart", () -> !SHOP.site().posts().isEmpty());
        Map<?, ?> cart =
                (Map<?, ?>) ((Map<?, ?>) SHOP.site().posts().get(0).json()).get("attributes");
        assertEquals(
                Map.of(
                        "_tl_anon", view.raw(EventField.ANONYMOUS_ID).orElseThrow(),
                        "_tl_consent", "analytics=0,marketing=1,sale_of_data=1",
                        "_fbp", "fb.1.1768470000000.1"),
                cart);
        SHOP.until(
                "it is remembered",
                () -> SHOP.browser().run("return sessionStorage.getItem('tl_cart')") != null);
        int before = SHOP.site().posts().size();
        SHOP.run("document.dispatchEvent(new CustomEvent('visitorConsentCollected'));tl('page')");
        SHOP.heard("page_viewed", 2, message -> true);
        assertEquals(before, SHOP.site().posts().size());
        Set<String> bodies = new HashSet<>();
        SHOP.site()
                .posts()
                .forEach(post -> bodies.add(new String(post.raw(), StandardCharsets.UTF_8)));
        assertEquals(1, bodies.size());
    }

    private static String manual(String words) {
        return Manual.html(words, SHOP.at("www", ""), "wk_1");
    }
}
