// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.Fault;
import io.tracklayer.sandbox.platform.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * One call to a platform and what was answered.
 *
 * @param status empty when the scripted fault ends the connection without an answer
 */
record RecordedExchange(
        Instant at, String account, Call call, Optional<Integer> status, Optional<Fault> fault) {

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("at", at.toString());
        json.put("account", account);
        json.put("method", call.method());
        json.put("path", call.target());
        ObjectNode headers = json.putObject("headers");
        call.headers().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        json.put("body", call.text());
        status.ifPresent(code -> json.put("status", code));
        fault.ifPresent(played -> json.put("fault", played.id() + " " + played.kind().wire()));
        return json;
    }

    long weight() {
        return call.body().length + 1_024L;
    }
}
