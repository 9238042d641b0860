// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.replay.AuditEntry;
import io.tracklayer.core.replay.AuditFilter;
import io.tracklayer.core.replay.ReplayJson;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who did what: a page and JSON. */
final class AuditPages {
    private static final int ROWS = 100;
    private static final List<String> COLUMNS = List.of("Time", "Who", "Action", "What", "How");
    private static final List<String> ACTIONS =
            List.of(
                    "access.login",
                    "access.login_failed",
                    "access.logout",
                    "access.refused",
                    "bundle.take",
                    "destination.connect",
                    "destination.pause",
                    "destination.probe",
                    "destination.resume",
                    "destination.secret",
                    "destination.test",
                    "identity.erase",
                    "identity.undo",
                    "identity.view",
                    "import.begin",
                    "replay.cancel",
                    "replay.end",
                    "replay.refused",
                    "replay.start",
                    "request.reprocess",
                    "routes.reload");

    private final Evidence evidence;

    AuditPages(Evidence evidence) {
        this.evidence = evidence;
    }

    HttpOutput json(Parameters query) {
        query.only("by", "action", "since", "until", "before", "limit");
        int limit = query.limit(ROWS);
        List<AuditEntry> rows = rows(query, limit);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("entries", rows.stream().map(ReplayJson::audit).toList());
        if (rows.size() >= limit) {
            tree.put("next", rows.get(rows.size() - 1).offset());
        }
        return Answers.json(200, tree);
    }

    HttpOutput page(Parameters query, Operator operator) {
        int limit = query.limit(ROWS);
        List<AuditEntry> rows = rows(query, limit);
        Html html = Frame.begin("Audit trail", "/audit");
        if (!operator.merchants().isEmpty()) {
            html.element("p", "What you did, and the replays of your merchants.", "class", "why");
        }
        new FilterForm(html, "/audit")
                .field("Who", "by", query.text("by"))
                .choice("Action", "action", query.text("action"), ACTIONS)
                .field("Since, e.g. 2026-01-31T12:00:00Z", "since", query.text("since"))
                .field("Until", "until", query.text("until"))
                .end();
        if (rows.isEmpty()) {
            Frame.empty(
                    html,
                    "Nobody did such a thing.",
                    "Logins, replays, orders about destinations and erasures are written down"
                            + " here.",
                    List.of());
        } else {
            table(html, rows);
            Frame.older(html, rows.size() >= limit, older(query, rows.get(rows.size() - 1)));
        }
        return Answers.page(200, html.document());
    }

    private List<AuditEntry> rows(Parameters query, int limit) {
        AuditFilter all = AuditFilter.all();
        AuditFilter filter =
                new AuditFilter(
                        query.text("by"),
                        query.text("action"),
                        time(query, "since", all.since()),
                        time(query, "until", all.until()));
        return evidence.queries().replays().audit(filter, query.beforeNumber(), limit);
    }

    private static Instant time(Parameters query, String name, Instant otherwise) {
        String text = query.text(name);
        try {
            Instant time = text.isEmpty() ? otherwise : Instant.parse(text);
            if (!time.isBefore(Instant.EPOCH) && !time.isAfter(AuditFilter.all().until())) {
                return time;
            }
        } catch (DateTimeParseException notATime) {
            throw bad(name);
        }
        throw bad(name);
    }

    private static BadParameterException bad(String name) {
        return new BadParameterException(
                "parameter \"" + name + "\" must be a time like 2026-01-31T12:00:00Z");
    }

    private static String older(Parameters query, AuditEntry last) {
        return Links.to(
                "/audit",
                "by",
                query.text("by"),
                "action",
                query.text("action"),
                "since",
                query.text("since"),
                "until",
                query.text("until"),
                "before",
                Long.toString(last.offset()));
    }

    private static void table(Html html, List<AuditEntry> rows) {
        html.open("table").open("thead").open("tr");
        COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
        html.close().close().open("tbody");
        for (AuditEntry row : rows) {
            html.open("tr").open("td", "data-label", COLUMNS.get(0));
            Words.time(html, row.at());
            html.close()
                    .element("td", row.by(), "data-label", COLUMNS.get(1))
                    .open("td", "data-label", COLUMNS.get(2))
                    .element("code", row.action())
                    .close()
                    .element("td", row.subject(), "data-label", COLUMNS.get(3))
                    .element("td", row.detail(), "data-label", COLUMNS.get(4))
                    .close();
        }
        html.close().close();
    }
}
