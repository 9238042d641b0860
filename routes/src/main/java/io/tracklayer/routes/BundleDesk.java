// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.bundle.Bundle;
import io.tracklayer.core.bundle.Bundler;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.routes.operator.AccessTrail;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import java.util.List;
import java.util.Map;

/** Everything known of one event or order as a redacted file to hand on. */
record BundleDesk(Bundler bundler, AccessTrail trail) implements OperatorDesk {
    private static final String PATH = "/api/v1/bundle";

    @Override
    public boolean serves(String method, String path) {
        return method.equals("GET") && path.equals(PATH);
    }

    @Override
    public boolean scoped() {
        return true;
    }

    @Override
    public HttpOutput answer(OperatorRequest request) {
        String of = request.query().getOrDefault("of", List.of("")).get(0).strip();
        if (of.isEmpty()) {
            return Intake.error(
                    400, "bad_parameter", "name the event: ?of= its number, event id or order id");
        }
        return bundler.of(of, request.operator())
                .map(bundle -> noted(bundle, request.operator()))
                .orElseGet(
                        () ->
                                Intake.error(
                                        404,
                                        "not_found",
                                        "no event has this number, event id or order id, or it is"
                                                + " no longer kept"));
    }

    /** It leaves the house: who took it along is written down. */
    private HttpOutput noted(Bundle bundle, Operator operator) {
        trail.note(operator.name(), "bundle.take", bundle.name(), "taken along, redacted");
        return file(bundle);
    }

    private static HttpOutput file(Bundle bundle) {
        return new HttpOutput(
                200,
                "application/zip",
                bundle.zip(),
                Map.of("Content-Disposition", "attachment; filename=\"" + bundle.name() + "\""));
    }
}
