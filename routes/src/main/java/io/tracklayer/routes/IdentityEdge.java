// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.access.Role;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.identity.IdentityDesk;
import io.tracklayer.core.identity.IdentityJson;
import io.tracklayer.core.identity.IdentityKey;
import io.tracklayer.core.identity.IdentityLookup;
import io.tracklayer.core.identity.IdentityQueries;
import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.intake.Intake;
import io.tracklayer.core.journal.JournalUnavailableException;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.scope.Sight;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import io.tracklayer.spi.MalformedInputException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Erases persons and takes joins back over HTTP. Who may ask is checked before. */
final class IdentityEdge implements OperatorDesk {
    private static final String ERASE = "/api/v1/erase";
    private static final Pattern UNDO =
            Pattern.compile("/api/v1/identities/joins/(\\d{1,18})/undo");
    private static final int LONGEST = 500;
    private static final List<String> NOT_REACHED =
            List.of(
                    "events and deliveries, until retention.evidence is over",
                    "requests as they arrived, until retention.raw and journal.keep are over",
                    "what was sent to platforms, which have to be asked themselves");

    private static final HttpOutput NO_JOIN = Intake.error(404, "not_found", "no join has this id");

    private final IdentityDesk desk;
    private final IdentityQueries persons;
    private final Supplier<Configuration> configuration;

    IdentityEdge(
            IdentityDesk desk, IdentityQueries persons, Supplier<Configuration> configuration) {
        this.desk = desk;
        this.persons = persons;
        this.configuration = configuration;
    }

    @Override
    public boolean serves(String method, String path) {
        return method.equals("POST") && (path.equals(ERASE) || UNDO.matcher(path).matches());
    }

    @Override
    public Role role(String method, String path) {
        return Role.ADMIN;
    }

    @Override
    public boolean scoped() {
        return true;
    }

    @Override
    public HttpOutput answer(OperatorRequest request) {
        Sight sight = new Sight(request.operator(), configuration.get());
        try {
            Map<String, String> given = texts(request.body());
            String by = request.by(Optional.ofNullable(given.remove("by")).orElse(""));
            Matcher undo = UNDO.matcher(request.path());
            return undo.matches()
                    ? undone(Long.parseLong(undo.group(1)), given, by, sight)
                    : erased(given, by, sight);
        } catch (MalformedInputException bad) {
            return Intake.error(400, bad.code(), bad.getMessage());
        } catch (JournalUnavailableException unavailable) {
            return Intake.error(503, "not_durable", unavailable.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Intake.error(503, "busy", "the node is stopping");
        }
    }

    private HttpOutput erased(Map<String, String> given, String by, Sight sight)
            throws MalformedInputException, InterruptedException {
        IdentityLookup lookup = new IdentityLookup(sight.seen());
        String merchant = Optional.ofNullable(given.remove("merchant")).orElse("");
        if (!merchant.isEmpty() && !lookup.knows(merchant)) {
            throw bad("no store is of merchant \"" + merchant + "\"");
        }
        List<IdentityKey> keys = lookup.keys(merchant, kinds(given));
        if (keys.isEmpty()) {
            throw bad("name a person by one of " + known() + "; what was given names nobody");
        }
        return answer(200, tree(desk.erase(keys, by)));
    }

    private static Map<String, Object> tree(IdentityDesk.Erased erased) {
        Map<String, Object> removed = new LinkedHashMap<>();
        removed.put("persons", erased.persons());
        removed.put("keys", erased.keys());
        removed.put("ids", erased.ids());
        removed.put("joins", erased.joins());
        removed.put("consents", erased.consents());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("done", erased.done());
        tree.put("removed", removed);
        tree.put("not_reached", NOT_REACHED);
        return tree;
    }

    private HttpOutput undone(long join, Map<String, String> given, String by, Sight sight)
            throws MalformedInputException, InterruptedException {
        if (!given.isEmpty()) {
            throw bad("only \"by\" may be given, not \"" + given.keySet().iterator().next() + "\"");
        }
        if (persons.of(sight::sees).join(join).isEmpty()) {
            return NO_JOIN;
        }
        return desk.undo(join, by)
                .map(
                        known ->
                                answer(
                                        known.undone().isEmpty() ? 202 : 200,
                                        IdentityJson.join(known)))
                .orElse(NO_JOIN);
    }

    private static Map<KeyKind, String> kinds(Map<String, String> given)
            throws MalformedInputException {
        Map<KeyKind, String> kinds = new EnumMap<>(KeyKind.class);
        for (Map.Entry<String, String> member : given.entrySet()) {
            Optional<KeyKind> kind = KeyKind.find(member.getKey());
            if (kind.isEmpty()) {
                throw bad(
                        "unknown member \""
                                + member.getKey()
                                + "\". Known: by, merchant, "
                                + known());
            }
            kinds.put(kind.get(), member.getValue());
        }
        return kinds;
    }

    private static String known() {
        return Arrays.stream(KeyKind.values()).map(KeyKind::wire).collect(Collectors.joining(", "));
    }

    private static Map<String, String> texts(byte[] body) throws MalformedInputException {
        Object json = body.length == 0 ? Map.of() : StrictJson.read(body);
        if (!(json instanceof Map<?, ?> members)) {
            throw bad("the body must be a JSON object");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (!(member.getValue() instanceof String text) || text.length() > LONGEST) {
                throw bad(
                        "\""
                                + member.getKey()
                                + "\" must be a text of at most "
                                + LONGEST
                                + " characters");
            }
            texts.put((String) member.getKey(), text);
        }
        return texts;
    }

    private static MalformedInputException bad(String sentence) {
        return new MalformedInputException("bad_identity", sentence);
    }

    private static HttpOutput answer(int status, Map<String, Object> tree) {
        return new HttpOutput(status, "application/json", StrictJson.write(tree), Map.of());
    }
}
