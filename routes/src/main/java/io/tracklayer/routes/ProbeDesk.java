// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.core.scope.Sight;
import io.tracklayer.routes.operator.AccessTrail;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Asks a platform, on an operator's word, whether a destination's settings work. */
final class ProbeDesk implements OperatorDesk {
    private static final Pattern PATH =
            Pattern.compile("/api/v1/destinations/[a-z0-9-]{1,60}/probe");

    private final Function<String, Optional<HttpOutput>> probe;
    private final Supplier<Configuration> configuration;
    private final AccessTrail trail;

    /**
     * Creates the desk.
     *
     * @param probe by the id of a destination; empty when there is none
     */
    ProbeDesk(
            Function<String, Optional<HttpOutput>> probe,
            Supplier<Configuration> configuration,
            AccessTrail trail) {
        this.probe = probe;
        this.configuration = configuration;
        this.trail = trail;
    }

    @Override
    public boolean serves(String method, String path) {
        return method.equals("POST") && PATH.matcher(path).matches();
    }

    @Override
    public int mostBytes(String path) {
        return 0;
    }

    @Override
    public boolean scoped() {
        return true;
    }

    @Override
    public HttpOutput answer(OperatorRequest request) {
        String id = request.path().split("/")[4];
        Sight sight = new Sight(request.operator(), configuration.get());
        Optional<HttpOutput> answer =
                sight.seesDestination(id) ? probe.apply(id) : Optional.empty();
        answer.ifPresent(
                asked ->
                        trail.note(
                                request.by(""),
                                "destination.probe",
                                id,
                                "asked the platform whether the settings work"));
        return answer.orElseGet(
                () -> Intake.error(404, "unknown_destination", "no destination has this id"));
    }
}
