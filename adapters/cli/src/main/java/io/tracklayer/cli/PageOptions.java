// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How much of a list is shown, and how. */
final class PageOptions {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many of the newest ones. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(names = "--all", description = "All of them, page after page.")
    private boolean all;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.Converter.class,
            description = "Not older than 15m, 24h, 7d, a day or a time.")
    private Moment since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Moment.Converter.class,
            description = "Older than that.")
    private Moment until;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    private boolean json;

    /** So many of the newest ones. */
    static PageOptions newest(int limit) {
        PageOptions options = new PageOptions();
        options.limit = limit;
        return options;
    }

    /** All since a time. */
    static PageOptions since(Moment since) {
        PageOptions options = new PageOptions();
        options.all = true;
        options.since = since;
        return options;
    }

    boolean json() {
        return json;
    }

    /** At most how many rows. */
    long most() {
        return all ? Long.MAX_VALUE : limit;
    }

    /** Whether a row of that time is old enough. */
    boolean begins(String time) {
        return until == null || time.isEmpty() || until.isAfter(time);
    }

    /** Whether a row of that time, and so all after it, is too old. */
    boolean ends(String time) {
        return since != null && !time.isEmpty() && since.isAfter(time);
    }
}
