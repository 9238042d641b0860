// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.core.access.KeyKind;
import io.tracklayer.core.config.SecretReferences.UnresolvedException;
import io.tracklayer.core.egress.AddressGuard;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.identity.IdentitySettings;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.SettingProblem;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.SettingsCheck;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a configuration folder: {@code tracklayer.yaml}, {@code keys.yaml} and {@code
 * destinations/*.yaml}. Collects every problem of every file before it gives up.
 */
public final class ConfigurationReader {
    /** Names the source of an entry whose own name is another. */
    private static final String PLUGIN = "plugin";

    static final SchemaCheck NODE_SCHEMA =
            SchemaCheck.of(ConfigurationReader.class, "tracklayer.schema.json");
    private static final SchemaCheck DESTINATION_SCHEMA =
            SchemaCheck.of(ConfigurationReader.class, "destination.schema.json");
    private static final SchemaCheck KEYS_SCHEMA =
            SchemaCheck.of(ConfigurationReader.class, "keys.schema.json");

    private final Path folder;
    private final Plugins plugins;
    private final SecretReferences secrets;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private ConfigurationReader(Path folder, Plugins plugins, Map<String, String> environment) {
        this.folder = folder;
        this.plugins = plugins;
        this.secrets = new SecretReferences(folder, environment);
    }

    /**
     * Reads and checks everything.
     *
     * @param environment where {@code ${env:NAME}} is looked up
     * @throws InvalidConfigException with all problems
     */
    public static Configuration read(Path folder, Plugins plugins, Map<String, String> environment)
            throws InvalidConfigException {
        return new ConfigurationReader(folder, plugins, environment).read();
    }

    private Configuration read() throws InvalidConfigException {
        YamlFile file = open("tracklayer.yaml", NODE_SCHEMA);
        Tree tree = Tree.root(file.tree());
        Map<String, StoreConfig> stores = stores(file, tree);
        List<DestinationConfig> destinations = destinations(stores);
        Map<String, WriteKey> keys = keys(stores);
        Configuration.Node node = node(file, tree.at("/node"));
        Configuration.Reconciliation reconciliation =
                new ReconciliationReader(file, plugins.sourceIds(), problems)
                        .read(tree.at("/reconciliation"));
        BoundsReader bounds = new BoundsReader(file, problems);
        RetentionPolicy retention =
                bounds.retention(tree.at("/retention"), reconciliation.windows().longest());
        Configuration.Journal journal = bounds.journal(tree.at("/journal"));
        EdgeSettings edge = new AccessReader(file, problems).edge(tree.at("/edge"));
        IdentitySettings identity = new IdentityReader(file, problems).read(tree.at("/identity"));
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return new Configuration(
                node,
                reconciliation,
                retention,
                identity,
                journal,
                edge,
                stores,
                destinations,
                keys);
    }

    private YamlFile open(String name, SchemaCheck schema) {
        YamlFile file;
        try {
            file = YamlFile.read(name, Files.readAllBytes(folder.resolve(name)));
        } catch (IOException unreadable) {
            problems.add(
                    new ConfigProblem(
                            name,
                            0,
                            0,
                            "cannot be read in "
                                    + folder
                                    + "; check --config and the file's permissions"));
            return new YamlFile(name, Map.of(), Map.of(), List.of());
        }
        problems.addAll(schema.check(file));
        return file;
    }

    private Configuration.Node node(YamlFile file, Tree node) {
        String listen = node.text("/listen").orElse("127.0.0.1:8080");
        int colon = listen.lastIndexOf(':');
        return new Configuration.Node(
                colon < 0 ? listen : listen.substring(0, colon),
                port(file, listen.substring(colon + 1)),
                number(node, "/management-port", 9876),
                folder.resolve(node.text("/data-dir").orElse("../data")).normalize(),
                adminToken(file, node.text("/admin-token").orElse("")),
                texts(node, "/trusted-proxies").stream().collect(Collectors.toUnmodifiableSet()),
                networks(file, node));
    }

    private int port(YamlFile file, String text) {
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port > 65_535) {
            problems.add(
                    file.problemAt(
                            "/node/listen", "a port is at most 65535, not \"" + text + "\""));
        }
        return port;
    }

    private String adminToken(YamlFile file, String text) {
        if (!text.isEmpty() && !SecretReferences.isReference(text)) {
            problems.add(file.problemAt("/node/admin-token", byReference("admin-token")));
            return "";
        }
        return resolve(file, "/node/admin-token", text);
    }

    private List<String> networks(YamlFile file, Tree node) {
        List<String> networks = texts(node, "/allowed-networks");
        for (int i = 0; i < networks.size(); i++) {
            try {
                new AddressGuard(List.of(networks.get(i)));
            } catch (IllegalArgumentException malformed) {
                problems.add(file.problemAt("/node/allowed-networks/" + i, malformed.getMessage()));
            }
        }
        return networks;
    }

    private Map<String, StoreConfig> stores(YamlFile file, Tree tree) {
        Map<String, StoreConfig> stores = new LinkedHashMap<>();
        for (Tree merchant : tree.each("/merchants")) {
            for (Tree store : merchant.each("/stores")) {
                String id = store.text("/id").orElse("");
                Map<String, StoreConfig.SourceConfig> sources = new HashMap<>();
                store.at("/sources")
                        .members()
                        .forEach(
                                (name, given) ->
                                        source(file, store, name)
                                                .ifPresent(s -> sources.put(name, s)));
                StoreConfig config =
                        new StoreConfig(
                                merchant.text("/id").orElse(""),
                                id,
                                store.text("/currency").orElse(""),
                                store.text("/country").orElse(""),
                                sources,
                                ConsentReader.read(tree.at("/consent"), store.at("/consent")),
                                store.text("/client-data")
                                        .flatMap(ClientData::find)
                                        .orElse(ClientData.BY_CONSENT));
                if (stores.put(id, config) != null) {
                    problems.add(
                            file.problemAt(
                                    store.origin() + "/id",
                                    "the store id \"" + id + "\" stands twice"));
                }
            }
        }
        return stores;
    }

    private Optional<StoreConfig.SourceConfig> source(YamlFile file, Tree store, String name) {
        String pointer = store.origin() + "/sources/" + name;
        Map<String, Object> given = new LinkedHashMap<>(store.at("/sources/" + name).members());
        Object plugin = given.remove(PLUGIN);
        String id = plugin == null ? name : plugin.toString();
        Optional<Source> source = plugins.source(id);
        if (source.isEmpty()) {
            problems.add(file.problemAt(pointer, unknown("source", id, plugins.sourceIds())));
            return Optional.empty();
        }
        Optional<Settings> settings =
                settings(
                        file,
                        pointer,
                        new Tree(given, pointer),
                        source.get().descriptor().settings());
        settings.ifPresent(
                known ->
                        source.get()
                                .check(known)
                                .forEach(
                                        problem ->
                                                problems.add(
                                                        located(file, pointer, given, problem))));
        return settings.map(known -> new StoreConfig.SourceConfig(source.get(), known));
    }

    /** A problem of a mapping file is shown in that file, any other where the setting stands. */
    private static ConfigProblem located(
            YamlFile file, String pointer, Map<String, Object> given, SettingProblem problem) {
        return problem.line() > 0
                ? new ConfigProblem(
                        String.valueOf(given.get(problem.setting())),
                        problem.line(),
                        1,
                        problem.sentence())
                : file.problemAt(pointer + "/" + problem.setting(), problem.sentence());
    }

    private List<DestinationConfig> destinations(Map<String, StoreConfig> stores) {
        List<DestinationConfig> found = new ArrayList<>();
        for (String name : yamlFiles("destinations")) {
            YamlFile file = open("destinations/" + name, DESTINATION_SCHEMA);
            destination(file, name.substring(0, name.length() - ".yaml".length()), stores)
                    .ifPresent(found::add);
        }
        return found;
    }

    private Optional<DestinationConfig> destination(
            YamlFile file, String id, Map<String, StoreConfig> stores) {
        Tree tree = Tree.root(file.tree());
        String plugin = tree.text("/plugin").orElse("");
        Optional<Destination> destination = plugins.destination(plugin);
        if (destination.isEmpty()) {
            if (!plugin.isEmpty()) {
                problems.add(
                        file.problemAt(
                                "/plugin",
                                unknown("destination plugin", plugin, plugins.destinationIds())));
            }
            return Optional.empty();
        }
        String merchant = tree.text("/merchant").orElse("");
        Set<String> merchants =
                stores.values().stream().map(StoreConfig::merchant).collect(Collectors.toSet());
        if (!merchants.contains(merchant)) {
            problems.add(
                    file.problemAt(
                            "/merchant", unknown("merchant", merchant, List.copyOf(merchants))));
        }
        for (String store : texts(tree, "/stores")) {
            if (!stores.containsKey(store) || !stores.get(store).merchant().equals(merchant)) {
                problems.add(
                        file.problemAt(
                                "/stores",
                                "merchant \"" + merchant + "\" has no store \"" + store + "\""));
            }
        }
        PaceReader pace = new PaceReader(file, problems);
        return settings(
                        file,
                        "/settings",
                        tree.at("/settings"),
                        destination.get().descriptor().settings())
                .map(
                        settings ->
                                new DestinationConfig(
                                        id,
                                        plugin,
                                        merchant,
                                        Set.copyOf(texts(tree, "/stores")),
                                        !tree.find("/enabled").equals(Optional.of(false)),
                                        destination.get(),
                                        settings,
                                        pace.redelivery(
                                                destination.get().descriptor().redelivery()),
                                        pace.rates(destination.get().descriptor().limits().rates()),
                                        order(tree, destination.get()),
                                        file.name()));
    }

    /** A platform that is told new totals must have the changes of an order one by one. */
    private static DestinationConfig.Order order(Tree tree, Destination destination) {
        boolean told =
                destination.descriptor().correctionMode()
                        == DestinationDescriptor.CorrectionMode.RESTATE;
        return tree.text("/order").orElse(told ? "by-order-id" : "none").equals("by-order-id")
                ? DestinationConfig.Order.BY_ORDER_ID
                : DestinationConfig.Order.NONE;
    }

    private Map<String, WriteKey> keys(Map<String, StoreConfig> stores) {
        Map<String, WriteKey> keys = new HashMap<>();
        if (!Files.exists(folder.resolve("keys.yaml"))) {
            return keys;
        }
        YamlFile file = open("keys.yaml", KEYS_SCHEMA);
        AccessReader access = new AccessReader(file, problems);
        for (Tree key : Tree.root(file.tree()).each("/keys")) {
            String store = key.text("/store").orElse("");
            String source = key.text("/source").orElse("");
            StoreConfig owner = stores.get(store);
            if (owner == null || owner.source(source).isEmpty()) {
                problems.add(
                        file.problemAt(
                                key.origin(),
                                "the key is for source \""
                                        + source
                                        + "\" of store \""
                                        + store
                                        + "\", which tracklayer.yaml does not have"));
                continue;
            }
            String hash = key.text("/sha256").orElse("");
            KeyKind kind = key.text("/kind").flatMap(KeyKind::find).orElse(KeyKind.ANY);
            keys.put(
                    hash,
                    new WriteKey(
                            key.text("/id").orElse(""),
                            hash,
                            owner.merchant(),
                            store,
                            source,
                            kind,
                            texts(key, "/origins"),
                            access.scopes(key, kind),
                            access.rate(key)));
        }
        return keys;
    }

    private Optional<Settings> settings(
            YamlFile file, String pointer, Tree given, List<Setting> declared) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        int before = problems.size();
        given.members()
                .forEach(
                        (name, value) -> {
                            List<String> texts =
                                    value instanceof List<?> list
                                            ? list.stream().map(String::valueOf).toList()
                                            : List.of(String.valueOf(value));
                            String at = pointer + "/" + name;
                            boolean isFile =
                                    declared.stream()
                                            .anyMatch(
                                                    s ->
                                                            s.type() == Setting.Type.FILE
                                                                    && s.name().equals(name));
                            values.put(
                                    name,
                                    texts.stream()
                                            .map(
                                                    text ->
                                                            isFile
                                                                    ? content(file, at, text)
                                                                    : resolve(file, at, text))
                                            .toList());
                            boolean secret =
                                    declared.stream()
                                            .anyMatch(s -> s.secret() && s.name().equals(name));
                            if (secret
                                    && texts.stream()
                                            .anyMatch(
                                                    text -> !SecretReferences.isReference(text))) {
                                problems.add(file.problemAt(at, byReference(name)));
                            }
                        });
        if (problems.size() > before) {
            return Optional.empty();
        }
        SettingsCheck check = SettingsCheck.check(declared, values);
        check.problems()
                .forEach(
                        problem ->
                                problems.add(
                                        file.problemAt(
                                                pointer
                                                        + "/"
                                                        + problem.replaceFirst(
                                                                "setting \"([^\"]+)\".*", "$1"),
                                                problem)));
        return Optional.ofNullable(check.settings());
    }

    private String content(YamlFile file, String pointer, String path) {
        try {
            return SettingFile.read(folder, path);
        } catch (IOException unusable) {
            problems.add(file.problemAt(pointer, unusable.getMessage()));
            return "unreadable";
        }
    }

    private String resolve(YamlFile file, String pointer, String text) {
        try {
            return secrets.resolve(text);
        } catch (UnresolvedException missing) {
            problems.add(file.problemAt(pointer, missing.getMessage()));
            return "unresolved";
        }
    }

    private List<String> yamlFiles(String sub) {
        Path below = folder.resolve(sub);
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(below)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            problems.add(
                    new ConfigProblem(
                            sub, 0, 0, "cannot be listed; check the folder's permissions"));
            return List.of();
        }
    }

    private static String byReference(String name) {
        return "\""
                + name
                + "\" is a secret and must be given by reference: ${env:NAME} or ${file:PATH}";
    }

    static String unknown(String what, String name, List<String> known) {
        String nearest =
                SchemaCheck.nearest(name, known)
                        .map(n -> " Did you mean \"" + n + "\"?")
                        .orElse("");
        return "unknown "
                + what
                + " \""
                + name
                + "\"; known: "
                + known.stream().sorted().collect(Collectors.joining(", "))
                + "."
                + nearest;
    }

    private static List<String> texts(Tree tree, String pointer) {
        return tree.each(pointer).stream().map(element -> String.valueOf(element.node())).toList();
    }

    static int number(Tree tree, String pointer, int otherwise) {
        return tree.find(pointer).orElse(null) instanceof Number n ? n.intValue() : otherwise;
    }

    static Duration duration(Tree tree, String pointer, Duration otherwise) {
        return tree.text(pointer).flatMap(Settings::parseDuration).orElse(otherwise);
    }
}
