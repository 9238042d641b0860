// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.SettingProblem;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceDescriptor.Addressing;
import io.tracklayer.spi.SourceDescriptor.Endpoint;
import io.tracklayer.spi.SourceDescriptor.Malformed;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Events as a server container of Google Tag Manager models them, one or a list. */
final class ServerContainerSource implements Source {
    private static final String KEY_HEADER = "x-tl-key";
    private static final int MAX_KEY_LENGTH = 256;
    private static final int MOST = 100;

    private static final SourceDescriptor DESCRIPTOR =
            new SourceDescriptor(
                    "sgtm",
                    "Google Tag Manager server container",
                    List.of(new Endpoint("POST", "/v1/sgtm")),
                    Addressing.WRITE_KEY,
                    GaSettings.EVENTS,
                    Set.of(KEY_HEADER),
                    128 * 1024,
                    Malformed.REFUSE,
                    EventField.Authority.BROWSER,
                    false);

    @Override
    public SourceDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Optional<String> writeKey(InboundRequest request) {
        return request.header(KEY_HEADER)
                .filter(key -> !key.isBlank() && key.length() <= MAX_KEY_LENGTH);
    }

    @Override
    public List<SettingProblem> check(Settings settings) {
        return GaSettings.check(settings);
    }

    @Override
    public List<Decoded> decode(InboundRequest request, Settings settings, SourceMemory memory)
            throws MalformedInputException {
        GaDecoder decoder = new GaDecoder(request, settings, new Device(request, true));
        List<Decoded> decoded = new ArrayList<>();
        for (Tree event : events(request)) {
            decoded.add(
                    event.node() instanceof Map
                            ? decoder.decode(GaEvent.ofJson(event), decoded.size())
                            : new Decoded.Rejected(
                                    "not_an_object", "An event must be a JSON object."));
        }
        return decoded;
    }

    private static List<Tree> events(InboundRequest request) throws MalformedInputException {
        Tree root = Tree.root(request.json());
        if (!(root.node() instanceof List<?> list)) {
            return List.of(root);
        }
        if (list.isEmpty() || list.size() > MOST) {
            throw new MalformedInputException(
                    list.isEmpty() ? "empty_batch" : "too_many_messages",
                    "a list must hold 1 to " + MOST + " events but holds " + list.size());
        }
        List<Tree> events = new ArrayList<>();
        for (int index = 0; index < list.size(); index++) {
            events.add(new Tree(list.get(index), "/" + index));
        }
        return events;
    }

    @Override
    public Reply acknowledge(InboundRequest request, List<Decoded> decoded) {
        return Reply.json(200, "{\"success\":true}");
    }
}
