// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.Console;
import io.tracklayer.core.access.Role;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import io.tracklayer.spi.MalformedInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Questions about a conversion that name a person, in a body instead of an address. */
record DiagnoseEdge(Console console) implements OperatorDesk {
    private static final Set<String> MEMBERS = Set.of("of", "destination", "merchant");

    @Override
    public boolean serves(String method, String path) {
        return method.equals("POST") && Console.asks(path);
    }

    /** It is a question, though it comes by POST. */
    @Override
    public Role role(String method, String path) {
        return Role.VIEWER;
    }

    @Override
    public boolean scoped() {
        return true;
    }

    @Override
    public HttpOutput answer(OperatorRequest request) {
        try {
            return console.ask(request.path(), texts(request.body()), request.operator());
        } catch (MalformedInputException bad) {
            return Intake.error(400, bad.code(), bad.getMessage());
        }
    }

    private static Map<String, String> texts(byte[] body) throws MalformedInputException {
        if (!(StrictJson.read(body) instanceof Map<?, ?> members)) {
            throw bad("the body must be a JSON object");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (!MEMBERS.contains(member.getKey()) || !(member.getValue() instanceof String text)) {
                throw bad("only the texts of, destination and merchant may be given");
            }
            texts.put((String) member.getKey(), text);
        }
        return texts;
    }

    private static MalformedInputException bad(String sentence) {
        return new MalformedInputException("bad_parameter", sentence);
    }
}
