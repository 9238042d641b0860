// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.meta.MetaEvents;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final String META = "/meta/v25.0/1/events?access_token=T";

    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        rig.account("{'platform':'meta','account':'1','token':'T'}");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/meta",
                "/ga4",
                "/pinterest",
                "/reddit",
                "/awin",
                "/other",
                "/klaviyo",
                "/linkedin",
                "/snapchat",
                "/taboola",
                "/tiktok",
                "/webhook"
            })
    void pagesAllowNothingButTheirStyle(String path) throws Exception {
        HttpResponse<String> page = rig.get(path);

        assertEquals(200, page.statusCode());
        assertEquals(
                "default-src 'none'; style-src 'self'",
                page.headers().firstValue("Content-Security-Policy").orElse(""));
        assertTrue(page.body().contains("<link rel=\"stylesheet\" href=\"/sandbox.css\">"));
        assertTrue(page.body().contains("http-equiv=\"refresh\""));
        assertFalse(page.body().contains("style="));
        assertFalse(page.body().contains("<script"));
    }

    @Test
    void theStyleIsServed() throws Exception {
        HttpResponse<String> css = rig.get("/sandbox.css");

        assertEquals(200, css.statusCode());
        assertEquals(
                "text/css; charset=utf-8", css.headers().firstValue("Content-Type").orElse(""));
        assertTrue(css.body().contains(".verdict"));
    }

    @Test
    void eventDataIsShownAsText() throws Exception {
        ObjectNode event = MetaEvents.purchase("a");
        event.put("event_id", "\"><img src=x onerror=alert(1)>");
        event.put("event_name", "<script>alert('x')</script>");
        rig.post(META, MetaEvents.call(event));

        String page = rig.get("/meta").body();

        assertFalse(page.contains("<script>"), page);
        assertFalse(page.contains("<img"), page);
        assertTrue(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
    }

    @Test
    void accountNamesFromTheQueryAreShownAsText() throws Exception {
        String page = rig.get("/meta?account=%3Cb%3E%22").body();

        assertFalse(page.contains("<b>"), page);
        assertTrue(page.contains("Account: &lt;b&gt;&quot;."), page);
    }

    @Test
    void theEventsManagerShowsVerdictsReasonsAndDiagnostics() throws Exception {
        rig.post(META, MetaEvents.call(MetaEvents.purchase("ord_1")));
        rig.post(META, MetaEvents.call(MetaEvents.purchase("ord_1")));
        rig.post(META, MetaEvents.call(MetaEvents.bent("/custom_data/currency", "-")));

        String page = rig.get("/meta").body();

        assertTrue(page.contains("<dt>Received</dt><dd>2</dd>"), page);
        assertTrue(page.contains("<dt>Stored</dt><dd>1</dd>"));
        assertTrue(page.contains("<dt>Deduplicated</dt><dd>1</dd>"));
        assertTrue(page.contains("<dt>Rejected</dt><dd>1</dd>"));
        assertTrue(page.contains("<tr class=\"deduplicated\">"));
        assertTrue(page.contains("<td>purchase_without_value: a Purchase needs"));
        assertTrue(page.contains("<tr><td>purchase_without_value</td><td>1</td></tr>"));
        assertTrue(page.contains("client_ip_address, client_user_agent, em, fbc, fbp"));
        assertTrue(page.contains("129.95 EUR"));
    }

    @Test
    void theOverviewCountsPerAccount() throws Exception {
        rig.post(META, MetaEvents.call(MetaEvents.purchase("ord_1")));
        rig.fault("{'platform':'ga4','kind':'status'}");

        String page = rig.get("/").body();

        assertTrue(
                page.contains(
                        "<a href=\"/meta?account=1\">1</a></td><td>1</td><td>1</td><td>1</td>"
                                + "<td>0</td><td>0</td><td>0</td>"),
                page);
        assertTrue(page.contains("Scripted faults active: 1."));
    }

    @Test
    void aHeldPageDoesNotRefresh() throws Exception {
        assertFalse(rig.get("/meta?pause").body().contains("http-equiv=\"refresh\""));
    }

    @Test
    void manyEventsAreCountedInFullAndShownInPart() throws Exception {
        ObjectNode[] events = new ObjectNode[150];
        for (int i = 0; i < events.length; i++) {
            events[i] = MetaEvents.purchase("ord_" + i);
        }
        rig.post(META, MetaEvents.call(events));

        String page = rig.get("/meta").body();

        assertTrue(page.contains("<dt>Stored</dt><dd>150</dd>"));
        assertTrue(page.contains("Only the newest 100 are shown."));
        assertTrue(page.contains("ord_149 "));
        assertFalse(page.contains("ord_49 "));
    }
}
