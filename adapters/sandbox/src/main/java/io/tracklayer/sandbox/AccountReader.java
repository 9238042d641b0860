// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.Platform;
import io.tracklayer.sandbox.platform.PlatformName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads accounts from JSON, one object or a list; all problems are reported together. */
final class AccountReader {
    private final Map<PlatformName, Platform> platforms;
    private final List<Account> accounts = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    AccountReader(JsonNode json, Map<PlatformName, Platform> platforms) {
        this.platforms = platforms;
        Iterable<JsonNode> objects = json.isArray() ? json : List.of(json);
        int index = 0;
        for (JsonNode object : objects) {
            read(object, index++);
        }
    }

    List<Account> accounts() {
        return List.copyOf(accounts);
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    private void read(JsonNode object, int index) {
        ControlFields fields = new ControlFields(object);
        Optional<Account> account =
                fields.platform().map(name -> platforms.get(name).readAccount(fields));
        if (fields.errors().isEmpty()) {
            account.ifPresent(accounts::add);
        }
        fields.errors().forEach(error -> errors.add("account " + index + ": " + error));
    }
}
