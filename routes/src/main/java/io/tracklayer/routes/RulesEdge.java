// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.core.pipeline.ShadowJson;
import io.tracklayer.core.pipeline.ShadowRun;
import io.tracklayer.core.scope.ScopedQueries;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import io.tracklayer.rules.ExplanationJson;
import io.tracklayer.rules.RuleSet;
import io.tracklayer.rules.SetUp;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Explains decisions and tries rules that are not in force, over HTTP. Who may ask is checked
 * before; nothing is stored or sent.
 */
final class RulesEdge implements OperatorDesk {
    private static final String EXPLAIN = "/api/v1/rules/explain";
    private static final String SHADOW = "/api/v1/rules/shadow";

    private static final int MOST_EVENTS = 20;
    private static final int MOST_HOURS = 24 * 400;
    private static final String FILE_NAME =
            "[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.(rules|tests)\\.yaml";

    private final ConfigurationWatch watch;
    private final EvidenceQueries evidence;
    private final Clock clock;

    /** Each run reads up to hundreds of thousands of events. */
    private final Semaphore oneRun = new Semaphore(1);

    RulesEdge(ConfigurationWatch watch, EvidenceQueries evidence, Clock clock) {
        this.watch = watch;
        this.evidence = evidence;
        this.clock = clock;
    }

    @Override
    public boolean serves(String method, String path) {
        return path.equals(method.equals("GET") ? EXPLAIN : SHADOW);
    }

    @Override
    public int mostBytes(String path) {
        return LARGE;
    }

    @Override
    public boolean scoped() {
        return true;
    }

    @Override
    public HttpOutput answer(OperatorRequest request) {
        EvidenceQueries seen =
                ScopedQueries.of(evidence, request.operator(), watch.configuration());
        return request.method().equals("GET")
                ? explain(request.query(), seen)
                : shadow(request.body(), seen);
    }

    /** How the rules in force decide an event, rule by rule, for all or one of its destinations. */
    private HttpOutput explain(Map<String, List<String>> query, EvidenceQueries seen) {
        String id = first(query, "event");
        String destination = first(query, "destination");
        if (id.isEmpty()) {
            return Intake.error(
                    400,
                    "bad_parameter",
                    "name the event: ?event= its number, event id or order id");
        }
        List<StoredEvent> found = found(id, seen);
        if (found.isEmpty()) {
            return Intake.error(404, "not_found", "no event has this number, event id or order id");
        }
        SetUp setUp = new SetUp(watch.configuration(), watch.rules());
        List<Map<String, Object>> events =
                found.stream()
                        .map(
                                stored ->
                                        ExplanationJson.event(
                                                stored.seq(), stored.event(), setUp, destination))
                        .toList();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", setUp.rules().version());
        tree.put("events", events);
        return answer(200, tree);
    }

    private static List<StoredEvent> found(String id, EvidenceQueries seen) {
        if (id.matches("\\d{1,18}")) {
            List<StoredEvent> numbered = seen.event(Long.parseLong(id)).stream().toList();
            if (!numbered.isEmpty()) {
                return numbered;
            }
        }
        return seen.eventsByKey(id, MOST_EVENTS);
    }

    /**
     * Decides the events of the last hours by rules that are not in force.
     *
     * @param body {@code {"files": {name: text}, "hours": 24}}
     */
    private HttpOutput shadow(byte[] body, EvidenceQueries seen) {
        if (!oneRun.tryAcquire()) {
            return Intake.error(
                    409, "already_running", "a shadow run is under way; try again soon");
        }
        try {
            Tree request = Tree.root(StrictJson.read(body));
            String given = request.find("/hours").map(String::valueOf).orElse("24");
            int hours = given.matches("\\d{1,5}") ? Integer.parseInt(given) : 0;
            if (hours < 1 || hours > MOST_HOURS) {
                return Intake.error(400, "bad_parameter", "hours is between 1 and " + MOST_HOURS);
            }
            return run(request.at("/files"), Duration.ofHours(hours), seen);
        } catch (MalformedInputException malformed) {
            return Intake.error(400, "bad_json", malformed.getMessage());
        } finally {
            oneRun.release();
        }
    }

    private HttpOutput run(Tree files, Duration back, EvidenceQueries seen) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("tracklayer-rules");
            for (String name : files.members().keySet()) {
                if (!name.matches(FILE_NAME)) {
                    return Intake.error(
                            400,
                            "bad_file_name",
                            "files are named like 10-name.rules.yaml or 10-name.tests.yaml");
                }
                String text = files.text("/" + name).orElse("");
                Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
            }
            RuleSet candidate = watch.candidate(folder);
            ActiveConfiguration active = watch.active();
            ShadowRun.Report report =
                    new ShadowRun(active, candidate).over(seen, clock.instant().minus(back));
            return answer(200, ShadowJson.report(report));
        } catch (InvalidConfigException invalid) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("error", "bad_rules");
            tree.put("message", "the rules have problems:\n" + invalid.getMessage());
            tree.put("problems", invalid.problems().stream().map(Object::toString).toList());
            return answer(422, tree);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    private static String first(Map<String, List<String>> query, String name) {
        return query.getOrDefault(name, List.of("")).get(0);
    }

    private static HttpOutput answer(int status, Map<String, Object> tree) {
        return new HttpOutput(status, "application/json", StrictJson.write(tree), Map.of());
    }
}
