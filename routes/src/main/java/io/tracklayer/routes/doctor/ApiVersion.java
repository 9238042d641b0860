// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.doctor;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.ServedUntil;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How long a platform goes on serving the version of its API that is spoken. */
final class ApiVersion {
    private static final int NOTICE_DAYS = 60;

    private ApiVersion() {}

    /** Nothing when the descriptor names no end. */
    static Optional<Check> check(DestinationConfig known, LocalDate today) {
        String version = known.destination().descriptor().apiVersion();
        return ServedUntil.chosen(known)
                .map(chosen -> chosen(known, chosen, version))
                .or(() -> end(version).map(end -> check(known.id(), version, end, today)));
    }

    private static Check chosen(DestinationConfig known, String chosen, String version) {
        return Check.warn(
                "api version",
                chosen + " is set, not " + version,
                "destination " + known.id(),
                "how long it is served is not known here: look at the platform's list of versions,"
                        + " or leave the setting out of "
                        + known.file());
    }

    private static Check check(String id, String version, LocalDate end, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, end);
        if (days > NOTICE_DAYS) {
            return Check.ok("api version", version, "destination " + id);
        }
        String advice =
                "install a version of TrackLayer, or of the plugin, that speaks a newer one";
        return days < 0
                ? Check.fail(
                        "api version", version + ": that time is over", "destination " + id, advice)
                : Check.warn(
                        "api version",
                        version + ": " + days + " days left",
                        "destination " + id,
                        advice);
    }

    /** The first day on which it may no longer be served. */
    static Optional<LocalDate> end(String version) {
        return ServedUntil.of(version);
    }
}
