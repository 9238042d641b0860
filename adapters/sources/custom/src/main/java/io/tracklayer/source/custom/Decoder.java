// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.identity.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes events of one request by a mapping. */
final class Decoder {
    /** As many as the host numbers, with room to spare. */
    private static final int MOST_EVENTS = 2_500;

    private final Mapping mapping;
    private final InboundRequest request;
    private final SourceMemory memory;
    private final List<Decoded> decoded = new ArrayList<>();

    Decoder(Mapping mapping, InboundRequest request, SourceMemory memory) {
        this.mapping = mapping;
        this.request = request;
        this.memory = memory;
    }

    List<Decoded> decode() throws MalformedInputException {
        Tree body = Tree.root(Body.read(request, mapping.format()));
        List<Scope> messages = messages(mapping.envelope().open(request, body));
        for (int index = 0; index < messages.size(); index++) {
            message(messages.get(index), index);
            if (decoded.size() > MOST_EVENTS) {
                throw new MalformedInputException(
                        "too_many_messages",
                        "the request makes more than "
                                + MOST_EVENTS
                                + " events; have it sent in parts");
            }
        }
        if (decoded.isEmpty()) {
            decoded.add(
                    new Decoded.Ignored(
                            "no_messages",
                            "The request has no messages where the mapping looks for them."));
        }
        return decoded;
    }

    private List<Scope> messages(List<Scope> framed) {
        if (mapping.messages() == null) {
            return framed;
        }
        List<Scope> single = new ArrayList<>();
        for (Scope frame : framed) {
            split(frame, single);
        }
        return single;
    }

    private void split(Scope frame, List<Scope> into) {
        try {
            mapping.messages().read(frame).ifPresent(list -> split(frame, list, into));
        } catch (UnusableMessageException unusable) {
            decoded.add(unusable.rejected());
        }
    }

    private static void split(Scope frame, Found found, List<Scope> into) {
        List<?> elements = found.raw() instanceof List<?> list ? list : List.of(found.raw());
        for (int index = 0; index < elements.size(); index++) {
            Tree message = new Tree(elements.get(index), found.origin() + "/" + index);
            into.add(
                    new Scope(
                            frame.request(),
                            frame.document(),
                            message,
                            message,
                            frame.attributes()));
        }
    }

    private void message(Scope scope, int message) {
        Optional<Mapping.Ignored> ignored =
                mapping.ignore().stream().filter(rule -> rule.fits(scope)).findFirst();
        if (ignored.isPresent()) {
            decoded.add(new Decoded.Ignored("ignored_by_mapping", ignored.get().reason()));
            return;
        }
        int before = decoded.size();
        for (int entry = 0; entry < mapping.events().size(); entry++) {
            EventRule rule = mapping.events().get(entry);
            if (rule.fits(scope)) {
                event(rule, scope, message, entry);
            }
        }
        if (decoded.size() == before) {
            decoded.add(
                    new Decoded.Ignored(
                            "no_event_mapped",
                            "No entry of the mapping's \"events\" fits this message, so it makes no event."));
        }
    }

    private void event(EventRule rule, Scope scope, int message, int entry) {
        try {
            Optional<String> name = rule.event().read(scope).flatMap(Found::text);
            if (name.isEmpty()) {
                return;
            }
            EventWriter writer = new EventWriter(rule, scope, mapping.envelope(), name.get());
            Decoded event = writer.write(message, entry);
            boolean repeated = again(rule, scope, writer, message);
            decoded.add(repeated ? toldBefore() : event);
        } catch (UnusableMessageException unusable) {
            decoded.add(unusable.rejected());
        }
    }

    /**
     * Whether it is a state that another message told before. The key names nobody: it is a digest.
     * A message that lacks what its event cannot do without has told nothing yet; the same message
     * looked at once more, after a correction, is no other.
     */
    private boolean again(EventRule rule, Scope scope, EventWriter writer, int message) {
        if (!rule.single().containsKey("once")) {
            return false;
        }
        String key = "once_" + Sha256.of(writer.label() + "\n" + once(rule, scope)).hex();
        String here = request.receivedAt() + " " + message;
        Optional<String> teller = memory.recall(key);
        if (teller.isEmpty() && writer.isComplete()) {
            memory.remember(key, here);
        }
        return teller.isPresent() && !teller.get().equals(here);
    }

    private static String once(EventRule rule, Scope scope) {
        return rule.read("once", scope)
                .flatMap(Found::text)
                .orElseThrow(
                        () ->
                                new UnusableMessageException(
                                        "missing_once",
                                        "The message does not have the value that \"once\" of the mapping names, so nobody can say whether it was told before."));
    }

    private static Decoded toldBefore() {
        return new Decoded.Ignored(
                "told_before",
                "The sender told this state before, and \"once\" of the mapping counts it once.");
    }
}
