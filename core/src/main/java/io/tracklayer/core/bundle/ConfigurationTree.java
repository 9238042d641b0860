// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.config.WriteKey;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is configured for one merchant, without secrets and without the paths of the machine. */
final class ConfigurationTree {
    private static final String SECRET = "[secret]";

    private ConfigurationTree() {}

    static Map<String, Object> of(Configuration configuration, String merchant) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("node", node(configuration.node()));
        tree.put("retention", retention(configuration.retention()));
        tree.put(
                "stores",
                configuration.stores().values().stream()
                        .filter(store -> store.merchant().equals(merchant))
                        .sorted(Comparator.comparing(StoreConfig::id))
                        .map(ConfigurationTree::store)
                        .toList());
        tree.put(
                "destinations",
                configuration.destinations().stream()
                        .filter(known -> known.merchant().equals(merchant))
                        .sorted(Comparator.comparing(DestinationConfig::id))
                        .map(ConfigurationTree::destination)
                        .toList());
        tree.put(
                "write_keys",
                configuration.writeKeys().values().stream()
                        .filter(key -> key.merchant().equals(merchant))
                        .sorted(Comparator.comparing(WriteKey::id))
                        .map(ConfigurationTree::key)
                        .toList());
        return tree;
    }

    /** Every secret of the configuration, whoever's it is. */
    static List<String> secrets(Configuration configuration) {
        List<String> secrets = new ArrayList<>();
        secrets.add(configuration.node().adminToken());
        configuration.destinations().forEach(known -> secrets.addAll(known.settings().secrets()));
        configuration.stores().values().stream()
                .flatMap(store -> store.sources().values().stream())
                .forEach(source -> secrets.addAll(source.settings().secrets()));
        return secrets;
    }

    private static Map<String, Object> node(Configuration.Node node) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("listen", node.host() + ":" + node.port());
        tree.put("management_port", node.managementPort());
        tree.put("admin_token_set", !node.adminToken().isEmpty());
        tree.put("trusted_proxies", node.trustedProxies().size());
        tree.put("allowed_networks", node.allowedNetworks().size());
        return tree;
    }

    private static Map<String, Object> retention(RetentionPolicy policy) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("raw", policy.raw().toString());
        tree.put("attempts", policy.attempts().toString());
        tree.put("evidence", policy.evidence().toString());
        tree.put("window", policy.window().toString());
        return tree;
    }

    private static Map<String, Object> store(StoreConfig store) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", store.id());
        tree.put("currency", store.currency());
        tree.put("country", store.country());
        Map<String, Object> sources = new TreeMap<>();
        store.sources()
                .forEach(
                        (id, source) ->
                                sources.put(
                                        id,
                                        settings(
                                                source.settings(),
                                                source.source().descriptor().settings())));
        tree.put("sources", sources);
        return tree;
    }

    private static Map<String, Object> destination(DestinationConfig known) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", known.id());
        tree.put("plugin", known.plugin());
        tree.put("api_version", known.destination().descriptor().apiVersion());
        tree.put("enabled", known.enabled());
        tree.put("stores", known.stores().stream().sorted().toList());
        tree.put("order", known.order().name().toLowerCase(Locale.ROOT));
        tree.put(
                "settings",
                settings(known.settings(), known.destination().descriptor().settings()));
        return tree;
    }

    private static Map<String, Object> settings(Settings settings, List<Setting> declared) {
        Map<String, Object> tree = new TreeMap<>();
        for (Setting setting : declared) {
            List<String> values = settings.list(setting.name());
            if (!values.isEmpty()) {
                boolean secret = setting.secret() || setting.type() == Setting.Type.FILE;
                tree.put(setting.name(), secret ? SECRET : String.join(", ", values));
            }
        }
        return tree;
    }

    private static Map<String, Object> key(WriteKey key) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", key.id());
        tree.put("store", key.store());
        tree.put("source", key.source());
        tree.put("kind", key.kind().wire());
        tree.put("scopes", key.scopes().stream().map(scope -> scope.wire()).sorted().toList());
        tree.put("origins", key.origins());
        return tree;
    }
}
