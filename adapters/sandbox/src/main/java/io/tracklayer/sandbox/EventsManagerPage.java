// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Counters;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.LedgerEntry;
import io.tracklayer.sandbox.platform.Platform;
import io.tracklayer.sandbox.platform.Sighting;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an advertiser would see in the platform's own events manager. */
final class EventsManagerPage {
    private static final int SHOWN = 100;
    private static final int MAX_PAYLOAD = 20_000;
    private static final List<String> COLUMNS =
            List.of("Received", "Verdict", "Event", "Ids", "Value", "Match keys", "Reason");

    private final Platform platform;

    EventsManagerPage(Platform platform) {
        this.platform = platform;
    }

    void write(Html page, Optional<String> account, boolean paused) {
        Counters counters = platform.ledger().counters(account);
        page.element("h1", platform.name().title());
        heading(page, account, paused);
        page.markup("<dl class=\"counters\">");
        counter(page, "Requests", counters.requests());
        counter(page, "Received", counters.received());
        counter(page, "Stored", counters.stored());
        counter(page, "Deduplicated", counters.deduplicated());
        counter(page, "Rejected", counters.rejected());
        counter(page, "Dropped", counters.dropped());
        page.markup("</dl>");
        diagnostics(page, counters.diagnostics());
        events(page, platform.ledger().recent(account));
    }

    private void heading(Html page, Optional<String> account, boolean paused) {
        String base = "/" + platform.name().wire();
        String query =
                account.map(name -> "account=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                        .orElse("");
        page.markup("<p>").text("Account: " + account.orElse("all") + ". ");
        if (paused) {
            page.link(base + "?" + query, "Refresh every 5 s");
        } else {
            page.link(base + "?pause&" + query, "Hold still");
        }
        page.markup("</p>");
    }

    private static void counter(Html page, String name, long count) {
        page.markup("<div>");
        page.element("dt", name).element("dd", Long.toString(count));
        page.markup("</div>");
    }

    private static void diagnostics(Html page, Map<String, Long> diagnostics) {
        page.element("h2", "Diagnostics");
        if (diagnostics.isEmpty()) {
            page.element("p", "Nothing to remark.");
            return;
        }
        page.tableHead(List.of("Reason", "Count"));
        diagnostics.forEach(
                (code, count) -> {
                    page.markup("<tr>").element("td", code);
                    page.element("td", Long.toString(count)).markup("</tr>");
                });
        page.tableEnd();
    }

    private static void events(Html page, List<LedgerEntry> entries) {
        page.element("h2", "Events");
        if (entries.isEmpty()) {
            page.element("p", "No event has arrived yet.");
            return;
        }
        page.tableHead(COLUMNS);
        entries.stream().limit(SHOWN).forEach(entry -> event(page, entry));
        page.tableEnd();
        if (entries.size() > SHOWN) {
            page.element("p", "Only the newest " + SHOWN + " are shown.");
        }
    }

    private static void event(Html page, LedgerEntry entry) {
        Sighting sighting = entry.sighting();
        String ids =
                String.join(
                        " ",
                        sighting.eventId().orElse(""),
                        sighting.orderId().map(id -> "order " + id).orElse(""));
        String verdict = entry.verdict().wire();
        page.markup("<tr class=\"" + verdict + "\">").element("td", entry.receivedAt().toString());
        page.markup("<td><span class=\"verdict\">" + verdict + "</span></td>");
        page.markup("<td>").text(sighting.eventName());
        payload(page, sighting.payload());
        page.markup("</td>").element("td", ids);
        page.element("td", sighting.value().orElse("") + " " + sighting.currency().orElse(""));
        page.element("td", String.join(", ", sighting.matchKeys()));
        page.element("td", entry.reason().orElse("")).markup("</tr>");
    }

    private static void payload(Html page, String payload) {
        Optional<JsonNode> json =
                payload.length() > MAX_PAYLOAD
                        ? Optional.empty()
                        : Json.read(payload.getBytes(StandardCharsets.UTF_8));
        page.markup("<details><summary>payload</summary><pre>");
        page.text(json.map(Json::writePretty).orElse("Too large to show; see the inspect call."));
        page.markup("</pre></details>");
    }
}
