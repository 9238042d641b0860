// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.doctor;

import io.tracklayer.core.access.Operators;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.config.OperatorsReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who may operate the node, and whether they can from where they are. */
final class AccessChecks {
    private static final String ABOUT = "admin access";
    private static final int SHORTEST_TOKEN = 16;

    private final Configuration.Node node;
    private final Operators operators;
    private final String where;
    private final boolean loopback;

    private AccessChecks(Configuration.Node node, Operators operators) {
        this.node = node;
        this.operators = operators;
        this.where = node.host() + ":" + node.port();
        this.loopback = SetUpChecks.loopback(node.host());
    }

    /** Every problem of {@code operators.yaml}, or what there is to say of who it lets in. */
    static List<Check> of(Path config, Configuration configuration) {
        Configuration.Node node = configuration.node();
        try {
            Operators operators = OperatorsReader.read(config, configuration.merchants());
            return new AccessChecks(node, operators.with(node.adminToken())).all();
        } catch (InvalidConfigException invalid) {
            return SetUpChecks.problems(invalid);
        }
    }

    private List<Check> all() {
        if (operators.none()) {
            return List.of(nobody());
        }
        List<Check> checks = new ArrayList<>();
        String token = node.adminToken();
        if (!token.isEmpty() && token.length() < SHORTEST_TOKEN) {
            checks.add(
                    Check.warn(
                            ABOUT,
                            "node.admin-token is shorter than " + SHORTEST_TOKEN + " characters",
                            "tracklayer.yaml",
                            "set a long random one"));
        }
        if (!loopback || proxied()) {
            passwords(checks);
        }
        return checks.isEmpty() ? List.of(Check.ok(ABOUT, known(), where)) : checks;
    }

    /** A proxy that hides whom it forwards makes strangers look like this machine. */
    private Check nobody() {
        if (loopback && !proxied()) {
            return Check.ok(ABOUT, "no login: the node listens on loopback alone", where);
        }
        return Check.warn(
                ABOUT,
                "reachable from other machines and nobody can log in: pages and API answer"
                        + " loopback alone, which is whom a proxy on this machine looks like",
                where,
                "tl operators add NAME --role admin (docs/operations.md, Behind a reverse proxy)");
    }

    private boolean proxied() {
        return !node.trustedProxies().isEmpty() || operators.alwaysHttps();
    }

    private void passwords(List<Check> checks) {
        if (operators.alwaysHttps() && !loopback) {
            checks.add(
                    Check.warn(
                            ABOUT,
                            "\"https: always\" has every connection count as encrypted, and the"
                                    + " node is reachable from other machines without TLS of its own",
                            OperatorsReader.NAME + ", " + where,
                            "see that nothing but what ends TLS reaches this address, or list the"
                                    + " proxy in node.trusted-proxies instead"));
        } else if (!proxied()) {
            checks.add(
                    Check.warn(
                            ABOUT,
                            known()
                                    + "; reachable from other machines without TLS of its own:"
                                    + " tokens would cross the network readable, and passwords are"
                                    + " taken over TLS only",
                            where,
                            "put a reverse proxy with TLS before it, list it in"
                                    + " node.trusted-proxies and have the node listen where only the"
                                    + " proxy reaches it (docs/operations.md, Behind a reverse proxy)"));
        }
    }

    private String known() {
        int accounts = operators.accounts().size();
        String token = node.adminToken().isEmpty() ? "" : "node.admin-token";
        String people = accounts == 0 ? "" : accounts + " operator(s)";
        return "credentials: "
                + people
                + (people.isEmpty() || token.isEmpty() ? "" : " and ")
                + token
                + (loopback && !proxied() ? ", on loopback" : "");
    }
}
