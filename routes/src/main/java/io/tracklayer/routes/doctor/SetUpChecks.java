// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.doctor;

import io.tracklayer.core.access.KeyKind;
import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.config.WriteKey;
import io.tracklayer.core.plugin.PluginEntry;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.rules.SetUp;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is configured: whether it can be used, and what is risky about it. */
final class SetUpChecks {
    private SetUpChecks() {}

    /** Every problem of a configuration that cannot be used. */
    static List<Check> problems(InvalidConfigException invalid) {
        return invalid.problems().stream().map(SetUpChecks::problem).toList();
    }

    private static Check problem(ConfigProblem problem) {
        String where =
                problem.line() == 0
                        ? problem.file()
                        : problem.file() + ":" + problem.line() + ":" + problem.column();
        return Check.fail(
                "configuration", problem.message(), where, "correct it; the node does not start");
    }

    static List<Check> of(SetUp setUp, LocalDate today) {
        Configuration configuration = setUp.configuration();
        List<Check> checks = new ArrayList<>();
        checks.add(
                Check.ok(
                        "configuration",
                        configuration.stores().size()
                                + " store(s), "
                                + configuration.destinations().size()
                                + " destination(s), rules "
                                + setUp.rules().version(),
                        "tracklayer.yaml"));
        setUp.rules()
                .warnings()
                .forEach(
                        warning ->
                                checks.add(
                                        Check.warn(
                                                "rules",
                                                warning.message(),
                                                warning.file() + ":" + warning.line(),
                                                "see whether it is meant so: tl rules test")));
        checks.addAll(keys(configuration));
        configuration.destinations().stream()
                .sorted(Comparator.comparing(DestinationConfig::id))
                .forEach(known -> ApiVersion.check(known, today).ifPresent(checks::add));
        return checks;
    }

    static List<Check> plugins(Plugins plugins) {
        List<PluginEntry> refused =
                plugins.entries().stream().filter(entry -> !entry.loaded()).toList();
        if (refused.isEmpty()) {
            return List.of(
                    Check.ok(
                            "plugins",
                            plugins.entries().size() + " loaded",
                            plugins.folder().map(Object::toString).orElse("built in")));
        }
        return refused.stream()
                .map(
                        entry ->
                                Check.fail(
                                        "plugins",
                                        entry.refusal(),
                                        entry.origin(),
                                        "correct what it names, or take the jar away"))
                .toList();
    }

    private static List<Check> keys(Configuration configuration) {
        List<Check> loose =
                configuration.writeKeys().values().stream()
                        .sorted(Comparator.comparing(WriteKey::id))
                        .filter(SetUpChecks::loose)
                        .map(SetUpChecks::unrestricted)
                        .toList();
        return loose.isEmpty()
                ? List.of(
                        Check.ok(
                                "write keys",
                                configuration.writeKeys().size() + " key(s), each restricted",
                                "keys.yaml"))
                : loose;
    }

    private static boolean loose(WriteKey key) {
        return key.kind() == KeyKind.ANY
                || key.kind() == KeyKind.BROWSER && key.origins().isEmpty();
    }

    private static Check unrestricted(WriteKey key) {
        boolean any = key.kind() == KeyKind.ANY;
        boolean server = any && !key.source().equals("browser");
        return Check.warn(
                "write keys",
                "key \""
                        + key.id()
                        + "\" "
                        + (any
                                ? "may be used by pages and servers alike"
                                : "may be used by pages of every site"),
                "keys.yaml",
                "make one that may less and revoke this: tl keys create --store "
                        + key.store()
                        + " --source "
                        + key.source()
                        + (server ? " --kind server" : " --kind browser --origin https://..."));
    }

    static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
