// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.testkit.contract.Result.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a destination must do, whatever its platform, as a list of checks. It is loaded and called
 * the way a node does, with hundreds of events, answers and settings. Run the checks in order; each
 * runs once. Thread-safe.
 */
public final class Contract {
    /** Only what never comes back reaches it, however busy the machine is. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int SHOWN = 10;
    private static final int SHORTEST_REASON = 15;

    private final Subject subject;
    private final Duration limit;
    private final Workers workers = new Workers();
    private final Map<String, Check> checks = new LinkedHashMap<>();
    private final Map<String, Result> results = new LinkedHashMap<>();
    private final Set<String> usedExemptions = new HashSet<>();
    private boolean blocked;

    Contract(Subject subject, Duration limit) {
        this.subject = subject;
        this.limit = limit;
        if (workers.within(limit, this::prepare).isEmpty()) {
            checks.clear();
            add(
                    List.of(
                            new Check(
                                    "loads",
                                    "the plugin can be made",
                                    () -> List.of(blocked("load")))));
        }
    }

    private boolean prepare() {
        LoadingChecks loading = new LoadingChecks(subject);
        add(loading.checks());
        loading.destination()
                .ifPresent(
                        destination -> {
                            Trials trials = new Trials(destination, subject);
                            add(List.of(returns(trials)));
                            addAll(trials);
                            loading.plugin().ifPresent(p -> add(List.of(calls(p.getClass()))));
                        });
        add(List.of(exemptions()));
        return true;
    }

    /** The contract of a destination; a call of the plugin may take a minute. */
    public static Contract of(Subject subject) {
        return new Contract(subject, LONGEST);
    }

    private void addAll(Trials trials) {
        add(new DescriptorChecks(trials).checks());
        add(new SettingsChecks(trials).checks());
        add(new MappingChecks(trials).checks());
        add(new RequestChecks(trials).checks());
        add(new ContentChecks(trials).checks());
        add(new BatchChecks(trials).checks());
        add(new AnswerChecks(trials).checks());
        add(new PurityChecks(trials, workers).checks());
    }

    private void add(List<Check> more) {
        more.forEach(check -> checks.put(check.id(), check));
    }

    /** Ids of all checks, in order. */
    public List<String> checks() {
        return List.copyOf(checks.keySet());
    }

    /** What the check demands, as a sentence. */
    public String title(String check) {
        return checks.get(check).title();
    }

    /** Runs all checks. */
    public List<Result> results() {
        return checks().stream().map(this::result).toList();
    }

    /** Runs one check, or says again what it found. */
    public synchronized Result result(String check) {
        return results.computeIfAbsent(check, id -> run(checks.get(id)));
    }

    private Result run(Check check) {
        if (blocked) {
            return new Result(check.id(), check.title(), Status.NOT_RUN, List.of());
        }
        Optional<List<Finding>> found = workers.within(limit, () -> check.search().find());
        blocked = found.isEmpty();
        List<Finding> findings = found.orElse(List.of(blocked(check.title())));
        List<String> problems =
                findings.stream()
                        .filter(finding -> !exempt(check, finding))
                        .map(
                                finding ->
                                        "["
                                                + check.id()
                                                + ":"
                                                + finding.subject()
                                                + "] "
                                                + finding.text())
                        .distinct()
                        .toList();
        return new Result(
                check.id(),
                check.title(),
                problems.isEmpty() ? Status.PASSED : Status.FAILED,
                shortened(problems));
    }

    private boolean exempt(Check check, Finding finding) {
        String name = check.id() + ":" + finding.subject();
        boolean exempt = subject.exemptions().containsKey(name);
        if (exempt) {
            usedExemptions.add(name);
        }
        return exempt;
    }

    private static List<String> shortened(List<String> problems) {
        if (problems.size() <= SHOWN) {
            return problems;
        }
        List<String> some = new ArrayList<>(problems.subList(0, SHOWN));
        some.add("and " + (problems.size() - SHOWN) + " more");
        return some;
    }

    private Finding blocked(String where) {
        return Finding.of(
                "blocked",
                where,
                "a call did not come back within " + limit.toSeconds() + " s",
                "Destinations never wait; a node suspends one that does.");
    }

    private static Check returns(Trials trials) {
        return new Check(
                "returns",
                "every call comes back",
                () -> {
                    trials.all().forEach(Trial::requests);
                    return List.of();
                });
    }

    private static Check calls(Class<?> plugin) {
        return new Check(
                "forbidden-calls",
                "no class names what destinations may not use",
                () -> ForbiddenCalls.find(plugin));
    }

    private Check exemptions() {
        return new Check(
                "exemptions",
                "every exemption is needed and has a reason",
                () -> {
                    List<Finding> findings = new ArrayList<>();
                    for (String name : new TreeSet<>(subject.exemptions().keySet())) {
                        if (subject.exemptions().get(name).strip().length() < SHORTEST_REASON) {
                            findings.add(
                                    Finding.of(
                                            name,
                                            name,
                                            "the exemption has no reason",
                                            "Say in a sentence why the demand cannot hold."));
                        } else if (!usedExemptions.contains(name)) {
                            findings.add(
                                    Finding.of(
                                            name,
                                            name,
                                            "nothing needs the exemption",
                                            "Remove it."));
                        }
                    }
                    return findings;
                });
    }
}
