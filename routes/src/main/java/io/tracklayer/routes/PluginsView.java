// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.plugin.PluginEntry;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.core.scope.Sight;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.SpiVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The plugins of an installation as JSON: what was loaded, refused, or is called no more. */
final class PluginsView implements OperatorDesk {
    private static final String PATH = "/api/v1/plugins";

    private final Plugins plugins;
    private final Supplier<Optional<Configuration>> configuration;
    private final Supplier<Map<String, String>> suspended;

    /**
     * @param configuration empty while no node runs on it
     * @param suspended destinations whose plugin is called no more, each with the reason
     */
    PluginsView(
            Plugins plugins,
            Supplier<Optional<Configuration>> configuration,
            Supplier<Map<String, String>> suspended) {
        this.plugins = plugins;
        this.configuration = configuration;
        this.suspended = suspended;
    }

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
        Operator operator = request.operator();
        Map<String, Object> tree = operator.merchants().isEmpty() ? tree() : tree(operator);
        return new HttpOutput(200, "application/json", StrictJson.write(tree), Map.of());
    }

    /** What serves a merchant the operator sees. */
    private Map<String, Object> tree(Operator operator) {
        Optional<Configuration> seen =
                configuration.get().map(all -> new Sight(operator, all).seen());
        PluginsView view = new PluginsView(plugins, () -> seen, suspended);
        return view.tree(entry -> seen.filter(own -> serves(entry, own)).isPresent());
    }

    private static boolean serves(PluginEntry entry, Configuration own) {
        return own.destinations().stream()
                        .anyMatch(one -> entry.destinations().contains(one.plugin()))
                || own.stores().values().stream()
                        .flatMap(store -> store.sources().values().stream())
                        .anyMatch(one -> entry.sources().contains(one.source().descriptor().id()));
    }

    Map<String, Object> tree() {
        return tree(entry -> true);
    }

    private Map<String, Object> tree(Predicate<PluginEntry> shown) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("spi_version", SpiVersion.CURRENT.toString());
        plugins.folder().ifPresent(folder -> tree.put("folder", folder.toString()));
        tree.put("plugins", plugins.entries().stream().filter(shown).map(this::plugin).toList());
        return tree;
    }

    private Map<String, Object> plugin(PluginEntry entry) {
        List<Map<String, Object>> held = held(entry);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", entry.id());
        tree.put("version", entry.version());
        tree.put("spi_version", entry.spiVersion());
        tree.put("origin", entry.origin());
        tree.put("jars", entry.jars().stream().map(PluginsView::jar).toList());
        tree.put("state", state(entry, held));
        tree.put("reason", reason(entry, held));
        tree.put("destinations", entry.destinations().stream().map(this::destination).toList());
        tree.put("sources", entry.sources());
        tree.put("suspended", held);
        tree.put("threads", plugins.threads(entry.id()));
        return tree;
    }

    private static String state(PluginEntry entry, List<?> held) {
        if (!entry.loaded()) {
            return "refused";
        }
        return held.isEmpty() ? "loaded" : "suspended";
    }

    private static String reason(PluginEntry entry, List<Map<String, Object>> held) {
        return held.isEmpty() ? entry.refusal() : held.get(0).get("sentence").toString();
    }

    /** The configured destinations of the plugin for which it is called no more. */
    private List<Map<String, Object>> held(PluginEntry entry) {
        Map<String, String> sentences = suspended.get();
        List<Map<String, Object>> held = new ArrayList<>();
        for (DestinationConfig destination :
                configuration.get().map(Configuration::destinations).orElse(List.of())) {
            String sentence = sentences.get(destination.id());
            if (sentence != null && entry.destinations().contains(destination.plugin())) {
                Map<String, Object> tree = new LinkedHashMap<>();
                tree.put("destination", destination.id());
                tree.put("sentence", sentence);
                held.add(tree);
            }
        }
        return held;
    }

    private static Map<String, Object> jar(PluginEntry.Jar jar) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", jar.name());
        tree.put("sha256", jar.sha256());
        return tree;
    }

    private Map<String, Object> destination(String id) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", id);
        plugins.destination(id).ifPresent(known -> describe(known, tree));
        return tree;
    }

    private static void describe(Destination destination, Map<String, Object> tree) {
        tree.put("title", destination.descriptor().title());
        tree.put("maturity", destination.descriptor().maturity().name().toLowerCase(Locale.ROOT));
        tree.put(
                "settings",
                destination.descriptor().settings().stream().map(PluginsView::setting).toList());
    }

    private static Map<String, Object> setting(Setting setting) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", setting.name());
        tree.put("type", setting.type().name());
        tree.put("required", setting.required());
        tree.put("secret", setting.secret());
        tree.put("default", setting.defaultValue());
        tree.put("allowed", setting.allowed());
        tree.put("doc", setting.doc());
        return tree;
    }
}
