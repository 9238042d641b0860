// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import io.tracklayer.sandbox.platform.Accounts;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.Counters;
import io.tracklayer.sandbox.platform.Ledger;
import io.tracklayer.sandbox.platform.Platform;
import io.tracklayer.sandbox.platform.PlatformName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages for people: an overview and one events manager per platform. */
final class Pages {
    private static final String CSS = readStyle();
    private static final String POLICY = "default-src 'none'; style-src 'self'";
    private static final List<String> COUNTER_COLUMNS =
            List.of("Requests", "Received", "Stored", "Deduplicated", "Rejected", "Dropped");

    private final Map<PlatformName, Platform> platforms;
    private final Accounts accounts;
    private final Faults faults;

    Pages(Map<PlatformName, Platform> platforms, Accounts accounts, Faults faults) {
        this.platforms = platforms;
        this.accounts = accounts;
        this.faults = faults;
    }

    Answer answer(Call call) {
        String path = String.join("/", call.segments());
        Optional<PlatformName> platform = PlatformName.find(path);
        if (!path.isEmpty() && !path.equals("sandbox.css") && platform.isEmpty()) {
            return Answer.unknownPath();
        }
        if (!call.isGet()) {
            return Answer.methodNotAllowed("GET");
        }
        if (path.equals("sandbox.css")) {
            return Answer.of(200, "text/css; charset=utf-8", CSS);
        }
        Html page = new Html();
        boolean paused = call.query().containsKey("pause");
        platform.ifPresentOrElse(
                name ->
                        new EventsManagerPage(platforms.get(name))
                                .write(page, call.queryValue("account"), paused),
                () -> overview(page));
        String title = platform.map(PlatformName::title).orElse("Overview");
        return framed(title, page.toString(), paused);
    }

    private void overview(Html page) {
        page.element("h1", "Sandbox");
        page.element(
                "p",
                "Stands in for the platforms. Scripted faults active: "
                        + faults.activeCount()
                        + ".");
        platforms
                .values()
                .forEach(
                        platform -> {
                            page.markup("<h2>")
                                    .link("/" + platform.name().wire(), platform.name().title())
                                    .markup("</h2>");
                            accountTable(page, platform);
                        });
    }

    private void accountTable(Html page, Platform platform) {
        page.tableHead(prepend("Account", COUNTER_COLUMNS));
        accounts.all().stream()
                .filter(account -> account.platform() == platform.name())
                .forEach(account -> row(page, platform, account.name()));
        row(page, platform, Ledger.UNKNOWN_ACCOUNT);
        page.markup("<tr class=\"sum\"><td>All</td>");
        counterCells(page, platform.ledger().counters(Optional.empty()));
        page.markup("</tr>").tableEnd();
    }

    private static void row(Html page, Platform platform, String account) {
        String query = URLEncoder.encode(account, StandardCharsets.UTF_8);
        page.markup("<tr><td>")
                .link("/" + platform.name().wire() + "?account=" + query, account)
                .markup("</td>");
        counterCells(page, platform.ledger().counters(Optional.of(account)));
        page.markup("</tr>");
    }

    private static void counterCells(Html page, Counters counters) {
        List.of(
                        counters.requests(),
                        counters.received(),
                        counters.stored(),
                        counters.deduplicated(),
                        counters.rejected(),
                        counters.dropped())
                .forEach(count -> page.element("td", Long.toString(count)));
    }

    private static Answer framed(String title, String content, boolean paused) {
        Html page =
                new Html()
                        .markup("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                        .markup("<meta name=\"viewport\" content=\"width=device-width\">")
                        .markup(paused ? "" : "<meta http-equiv=\"refresh\" content=\"5\">")
                        .element("title", title + " - sandbox")
                        .markup("<link rel=\"stylesheet\" href=\"/sandbox.css\"></head><body>")
                        .markup("<nav><a href=\"/\">Overview</a>");
        for (PlatformName name : PlatformName.values()) {
            page.link("/" + name.wire(), name.title());
        }
        page.markup("</nav><main>").markup(content).markup("</main></body></html>");
        return Answer.of(200, "text/html; charset=utf-8", page.toString())
                .with("Content-Security-Policy", POLICY)
                .with("X-Content-Type-Options", "nosniff")
                .with("Cache-Control", "no-store");
    }

    private static List<String> prepend(String first, List<String> rest) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    private static String readStyle() {
        try (InputStream in = Pages.class.getResourceAsStream("sandbox.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
