// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Accounts;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.Fault;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Platform;
import io.tracklayer.sandbox.platform.PlatformName;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON calls that set the stage: accounts, faults, reset. */
final class Control {
    private final Map<PlatformName, Platform> platforms;
    private final Accounts accounts;
    private final Faults faults;
    private final Clock clock;
    private final Runnable reset;

    Control(
            Map<PlatformName, Platform> platforms,
            Accounts accounts,
            Faults faults,
            Clock clock,
            Runnable reset) {
        this.platforms = platforms;
        this.accounts = accounts;
        this.faults = faults;
        this.clock = clock;
        this.reset = reset;
    }

    Answer answer(Call call) {
        return switch (call.segments().size() == 2 ? call.segment(1) : "") {
            case "accounts" -> accounts(call);
            case "faults" -> faults(call);
            case "reset" -> call.isPost() ? reset() : Answer.methodNotAllowed("POST");
            default -> Answer.unknownPath();
        };
    }

    /** Registers accounts read from a file at start; returns what is wrong with them. */
    List<String> register(byte[] json) {
        Optional<JsonNode> read = Json.read(json);
        if (read.isEmpty()) {
            return List.of("not JSON");
        }
        AccountReader reader = new AccountReader(read.get(), platforms);
        if (reader.errors().isEmpty()) {
            reader.accounts().forEach(accounts::register);
        }
        return reader.errors();
    }

    private Answer accounts(Call call) {
        if (call.isPost()) {
            List<String> errors = register(call.body());
            return errors.isEmpty() ? Answer.json(200, listing()) : refusal(errors);
        }
        return call.isGet() ? Answer.json(200, listing()) : Answer.methodNotAllowed("GET, POST");
    }

    private ObjectNode listing() {
        ObjectNode json = Json.object();
        var list = json.putArray("accounts");
        accounts.all()
                .forEach(
                        account ->
                                list.addObject()
                                        .put("platform", account.platform().wire())
                                        .put("account", account.name()));
        return json;
    }

    private Answer faults(Call call) {
        return switch (call.method()) {
            case "POST" -> addFault(call);
            case "GET" -> Answer.json(200, Json.object().set("faults", faults.toJson()));
            case "DELETE" -> Answer.json(200, Json.object().put("cleared", faults.clear()));
            default -> Answer.methodNotAllowed("GET, POST, DELETE");
        };
    }

    private Answer addFault(Call call) {
        Optional<JsonNode> json = Json.read(call.body());
        if (json.isEmpty()) {
            return refusal(List.of("not JSON"));
        }
        FaultReader reader = new FaultReader(json.get());
        Optional<Fault> fault = reader.read(faults.nextId(), clock.instant());
        if (fault.isEmpty()) {
            return refusal(reader.errors());
        }
        return faults.add(fault.get())
                ? Answer.json(200, Json.object().put("id", fault.get().id()))
                : refusal(List.of("the script is full, clear it with DELETE /control/faults"));
    }

    private Answer reset() {
        reset.run();
        return Answer.json(200, Json.object().put("reset", true));
    }

    private static Answer refusal(List<String> errors) {
        ObjectNode json = Json.object();
        var list = json.putArray("errors");
        errors.forEach(list::add);
        return Answer.json(400, json);
    }
}
