// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/**
 * One YAML 1.2 file as a tree, with the position of every value by JSON pointer. No tags, no
 * aliases, no duplicate keys, at most 256 KiB: {@code NO}, {@code 0123} and {@code 12:30} are text.
 *
 * @param name file name as the operator knows it
 * @param tree the content; an empty map for an empty file
 * @param positions line and column by pointer
 * @param problems what kept the file from being read, empty when it was
 */
public record YamlFile(
        String name, Object tree, Map<String, Position> positions, List<ConfigProblem> problems) {
    private static final int MAX_BYTES = 256 * 1024;

    /** A 1-based line and column. */
    public record Position(int line, int column) {}

    /** Reads a file's content. */
    public static YamlFile read(String name, byte[] content) {
        if (content.length > MAX_BYTES) {
            return broken(name, new Position(0, 0), "is larger than 256 KiB; split it");
        }
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(name)
                        .setAllowDuplicateKeys(false)
                        .setAllowRecursiveKeys(false)
                        .setMaxAliasesForCollections(0)
                        .setCodePointLimit(MAX_BYTES)
                        .build();
        try {
            Optional<Node> root =
                    new Compose(settings)
                            .composeString(new String(content, StandardCharsets.UTF_8));
            Walk walk = new Walk(name, settings.getSchema().getScalarResolver());
            Object tree = root.map(node -> walk.toTree(node, "")).orElse(Map.of());
            return new YamlFile(name, tree, walk.positions, List.copyOf(walk.problems));
        } catch (MarkedYamlEngineException malformed) {
            Position at =
                    malformed
                            .getProblemMark()
                            .map(mark -> new Position(mark.getLine() + 1, mark.getColumn() + 1))
                            .orElse(new Position(0, 0));
            return broken(name, at, "is not YAML: " + malformed.getProblem());
        } catch (YamlEngineException malformed) {
            return broken(name, new Position(0, 0), "is not YAML: " + malformed.getMessage());
        } catch (StackOverflowError bottomless) {
            return broken(name, new Position(0, 0), "is nested too deeply");
        }
    }

    /** A problem at a pointer, or at the nearest enclosing value that stands in the file. */
    public ConfigProblem problemAt(String pointer, String message) {
        String at = pointer;
        while (!positions.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        Position position = positions.getOrDefault(at, new Position(1, 1));
        return new ConfigProblem(name, position.line(), position.column(), message);
    }

    /** The line of a pointer, for evidence such as {@code default.rules.yaml:12}. */
    public int lineOf(String pointer) {
        return positions.getOrDefault(pointer, new Position(1, 1)).line();
    }

    private static YamlFile broken(String name, Position at, String message) {
        ConfigProblem problem = new ConfigProblem(name, at.line(), at.column(), message);
        return new YamlFile(name, Map.of(), Map.of(), List.of(problem));
    }

    /** Turns nodes into a tree and remembers where they stood. */
    private static final class Walk {
        private final Map<String, Position> positions = new HashMap<>();
        private final List<ConfigProblem> problems = new ArrayList<>();
        private final String name;
        private final ScalarResolver resolver;

        Walk(String name, ScalarResolver resolver) {
            this.name = name;
            this.resolver = resolver;
        }

        Object toTree(Node node, String pointer) {
            positions.putIfAbsent(pointer, position(node));
            if (tagged(node)) {
                problem(node, "tags such as " + node.getTag() + " are not supported; remove it");
                return "";
            }
            if (node instanceof MappingNode mapping) {
                return toMap(mapping, pointer);
            }
            if (node instanceof SequenceNode sequence) {
                List<Object> list = new ArrayList<>();
                for (Node element : sequence.getValue()) {
                    list.add(toTree(element, pointer + "/" + list.size()));
                }
                return list;
            }
            return scalar((ScalarNode) node);
        }

        /** Whether the file says itself what the value is to be. */
        private boolean tagged(Node node) {
            if (node instanceof ScalarNode scalar) {
                boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
                Tag own = plain ? resolver.resolve(scalar.getValue(), true) : Tag.STR;
                return !node.getTag().equals(own);
            }
            return !node.getTag().equals(node instanceof MappingNode ? Tag.MAP : Tag.SEQ);
        }

        private Map<String, Object> toMap(MappingNode mapping, String pointer) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (NodeTuple member : mapping.getValue()) {
                if (!(member.getKeyNode() instanceof ScalarNode key)) {
                    problem(member.getKeyNode(), "a key must be text");
                    continue;
                }
                String child = pointer + "/" + key.getValue();
                positions.put(child, position(key));
                if (map.containsKey(key.getValue())) {
                    problem(key, "the key \"" + key.getValue() + "\" stands twice");
                }
                Object value = toTree(member.getValueNode(), child);
                if (value != null) {
                    map.put(key.getValue(), value);
                }
            }
            return map;
        }

        private Object scalar(ScalarNode node) {
            Tag tag = node.getTag();
            String text = node.getValue();
            if (tag.equals(Tag.STR)) {
                return text;
            }
            if (tag.equals(Tag.NULL)) {
                return null;
            }
            if (tag.equals(Tag.BOOL)) {
                return Boolean.valueOf(text);
            }
            if (tag.equals(Tag.INT) && text.length() < 100) {
                BigInteger whole = new BigInteger(text);
                return whole.bitLength() < 64 ? (Object) whole.longValue() : whole;
            }
            if (tag.equals(Tag.FLOAT) && text.matches("[-+0-9.]{1,40}")) {
                return new BigDecimal(text);
            }
            problem(node, "the value \"" + text + "\" has a form that is not supported; quote it");
            return text;
        }

        private void problem(Node node, String message) {
            Position at = position(node);
            problems.add(new ConfigProblem(name, at.line(), at.column(), message));
        }

        private static Position position(Node node) {
            return node.getStartMark()
                    .map(mark -> new Position(mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(new Position(1, 1));
        }
    }
}
