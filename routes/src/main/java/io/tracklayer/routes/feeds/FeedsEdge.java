// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import io.tracklayer.core.access.Role;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.core.journal.JournalUnavailableException;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.routes.operator.AuditTrail;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Tree;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows and reloads operators' routes over HTTP. Who may ask is checked before. */
public final class FeedsEdge implements OperatorDesk {
    private static final String LIST = "/api/v1/routes";
    private static final String RELOAD = "/api/v1/routes/reload";
    private static final String CHECK = "/api/v1/routes/check";

    private final Feeds feeds;
    private final AuditTrail trail;

    public FeedsEdge(Feeds feeds, AuditTrail trail) {
        this.feeds = feeds;
        this.trail = trail;
    }

    @Override
    public boolean serves(String method, String path) {
        return method.equals("GET") ? path.equals(LIST) || path.equals(CHECK) : path.equals(RELOAD);
    }

    @Override
    public Role role(String method, String path) {
        return method.equals("GET") ? Role.VIEWER : Role.ADMIN;
    }

    @Override
    public HttpOutput answer(OperatorRequest request) {
        return switch (request.path()) {
            case LIST -> list();
            case CHECK -> check();
            default -> reload(request);
        };
    }

    /** All files with their routes. */
    private HttpOutput list() {
        return answer(200, tree());
    }

    /** Everything that is wrong with the files as they stand; nothing changes. */
    private HttpOutput check() {
        try {
            return answer(200, feeds.checked());
        } catch (UncheckedIOException unreadable) {
            return Intake.error(409, "unreadable_folder", unreadable.getMessage());
        }
    }

    /**
     * Brings changed files into force.
     *
     * @param request with the body {@code {"by": "anna"}} or none
     */
    private HttpOutput reload(OperatorRequest request) {
        try {
            byte[] body = request.body();
            Object json = body.length == 0 ? Map.of() : StrictJson.read(body);
            String by = request.by(Import.by(Tree.root(json)));
            Feeds.Change change = feeds.reload();
            trail.note(by, "routes.reload", "config/routes", change.text());
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("started", List.copyOf(change.started()));
            tree.put("replaced", List.copyOf(change.replaced()));
            tree.put("stopped", List.copyOf(change.stopped()));
            tree.put("refused", List.copyOf(change.refused()));
            tree.putAll(tree());
            return answer(200, tree);
        } catch (MalformedInputException malformed) {
            return Intake.error(400, "bad_json", malformed.getMessage());
        } catch (UncheckedIOException unreadable) {
            return Intake.error(409, "unreadable_folder", unreadable.getMessage());
        } catch (JournalUnavailableException unavailable) {
            return Intake.error(503, "not_durable", unavailable.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Intake.error(503, "busy", "the node is stopping");
        }
    }

    private Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("folder", feeds.folder().toString());
        tree.put("files", feeds.standings().stream().map(this::file).toList());
        return tree;
    }

    private Map<String, Object> file(Feeds.Standing standing) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("file", standing.name());
        tree.put("state", state(standing));
        Optional.ofNullable(standing.since()).ifPresent(at -> tree.put("since", at.toString()));
        tree.put("changed", standing.changed());
        tree.put(
                "problems", standing.refusal() == null ? List.of() : standing.refusal().problems());
        if (standing.feed() != null) {
            tree.put("troubles", standing.feed().troubles());
            tree.put("routes", standing.feed().lines().stream().map(this::route).toList());
        }
        return tree;
    }

    private static String state(Feeds.Standing standing) {
        if (standing.feed() == null) {
            return standing.refusal() == null ? "new" : "refused";
        }
        return standing.refusal() == null ? "running" : "running_last_good";
    }

    private Map<String, Object> route(Feed.Line line) {
        Activity activity = feeds.activities().of(line.id());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", line.id());
        tree.put("from", line.from());
        tree.put("status", line.status());
        tree.put("stored", activity.messages());
        activity.lastStored().ifPresent(at -> tree.put("last_stored", at.toString()));
        tree.put("failed", activity.failures());
        activity.lastFailure()
                .ifPresent(
                        failure -> {
                            tree.put("last_failure_at", failure.at().toString());
                            tree.put("last_failure", failure.text());
                        });
        return tree;
    }

    private static HttpOutput answer(int status, Map<String, Object> tree) {
        return new HttpOutput(status, "application/json", StrictJson.write(tree), Map.of());
    }
}
