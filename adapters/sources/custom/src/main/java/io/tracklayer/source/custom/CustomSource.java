// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.SettingProblem;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SourceDescriptor.Addressing;
import io.tracklayer.spi.SourceDescriptor.Endpoint;
import io.tracklayer.spi.SourceDescriptor.Malformed;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Verification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Webhooks of any sender, read by a mapping file. */
final class CustomSource implements Source {
    static final String MAPPING = "mapping";
    static final String SECRET = "secret";

    private static final int MOST_MAPPINGS = 64;
    private static final List<Setting> SETTINGS =
            List.of(
                    Setting.required(
                            MAPPING,
                            Setting.Type.FILE,
                            "The mapping file, e.g. webhooks/leads.webhook.yaml; docs/webhooks.md explains what stands in it."),
                    new Setting(
                            SECRET,
                            Setting.Type.LIST,
                            false,
                            true,
                            "",
                            List.of(),
                            "What the mapping's \"verify\" works with: signing secret, token or password. Of several any one fits; keep the old one while rotating."));

    private static final SourceDescriptor DESCRIPTOR =
            new SourceDescriptor(
                    "custom",
                    "Custom webhooks",
                    List.of(
                            new Endpoint("POST", "/webhooks/custom/{store}/{source}"),
                            new Endpoint("GET", "/webhooks/custom/{store}/{source}"),
                            new Endpoint("POST", "/webhooks/custom/{store}"),
                            new Endpoint("GET", "/webhooks/custom/{store}")),
                    Addressing.STORE_IN_PATH,
                    SETTINGS,
                    Set.of("content-type", "user-agent"),
                    10 << 20,
                    Malformed.ACKNOWLEDGE,
                    Authority.ORDER_SYSTEM,
                    false);

    /** Files that are in use, compiled; the least used go first. */
    private final Map<String, MappingReader.Result> compiled =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<String, MappingReader.Result> eldest) {
                    return size() > MOST_MAPPINGS;
                }
            };

    @Override
    public SourceDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<SettingProblem> check(Settings settings) {
        MappingReader.Result read = read(settings);
        if (read.mapping().isEmpty()) {
            return read.problems().stream()
                    .map(problem -> new SettingProblem(MAPPING, problem.line(), problem.sentence()))
                    .toList();
        }
        Optional<String> secret = read.mapping().get().proof().problem(settings.list(SECRET));
        return secret.map(sentence -> new SettingProblem(SECRET, 0, sentence)).stream().toList();
    }

    @Override
    public Set<String> headers(Settings settings) {
        return read(settings).headers();
    }

    @Override
    public Set<String> credentials(Settings settings) {
        return mapping(settings).proof().credentials();
    }

    @Override
    public Verification verify(InboundRequest request, Settings settings) {
        Mapping mapping = mapping(settings);
        if (!mapping.methods().contains(request.method())) {
            return new Verification.Refused(
                    403,
                    "method_not_mapped",
                    "The mapping of this source does not take "
                            + request.method()
                            + " requests. Add the method to its \"methods\", or have the sender use another.");
        }
        return mapping.proof().judge(request, settings.list(SECRET));
    }

    @Override
    public List<Decoded> decode(InboundRequest request, Settings settings, SourceMemory memory)
            throws MalformedInputException {
        return new Decoder(mapping(settings), request, memory).decode();
    }

    @Override
    public Reply acknowledge(InboundRequest request, List<Decoded> decoded) {
        return Reply.json(200, "{\"success\":true}");
    }

    @Override
    public Reply acknowledge(InboundRequest request, Settings settings, List<Decoded> decoded) {
        Mapping mapping = mapping(settings);
        return mapping.answer().reply(request, mapping.format());
    }

    private Mapping mapping(Settings settings) {
        return read(settings)
                .mapping()
                .orElseThrow(() -> new IllegalStateException("the mapping was never checked"));
    }

    private MappingReader.Result read(Settings settings) {
        String text = settings.text(MAPPING);
        synchronized (compiled) {
            return compiled.computeIfAbsent(text, MappingReader::read);
        }
    }
}
