// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML 1.2 as a tree with the line of every value by JSON Pointer. No tags, aliases or duplicate
 * keys; members that are null are left out.
 *
 * @param tree an empty map when the text cannot be read
 * @param lines line by pointer
 * @param problems what kept the text from being read
 */
record YamlText(Object tree, Map<String, Integer> lines, List<Problem> problems) {
    private static final int LARGEST = 256 * 1024;

    static YamlText read(String text) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setAllowDuplicateKeys(false)
                        .setAllowRecursiveKeys(false)
                        .setMaxAliasesForCollections(0)
                        .setCodePointLimit(LARGEST)
                        .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            Walk walk = new Walk();
            Object tree = root.map(node -> walk.tree(node, "")).orElse(Map.of());
            return new YamlText(tree, walk.lines, List.copyOf(walk.problems));
        } catch (MarkedYamlEngineException malformed) {
            int line = malformed.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            return broken(line, "this is not YAML: " + malformed.getProblem());
        } catch (YamlEngineException malformed) {
            return broken(1, "this is not YAML: " + malformed.getMessage());
        } catch (StackOverflowError bottomless) {
            return broken(1, "the file is nested too deeply");
        }
    }

    /** A problem at a pointer, or at the nearest enclosing value that stands in the file. */
    Problem at(String pointer, String sentence) {
        String at = pointer;
        while (!lines.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return new Problem(lines.getOrDefault(at, 1), sentence);
    }

    private static YamlText broken(int line, String sentence) {
        return new YamlText(Map.of(), Map.of(), List.of(new Problem(line, sentence)));
    }

    /** Turns nodes into a tree and remembers where they stood. */
    private static final class Walk {
        private final Map<String, Integer> lines = new HashMap<>();
        private final List<Problem> problems = new ArrayList<>();

        Object tree(Node node, String pointer) {
            lines.putIfAbsent(pointer, line(node));
            if (node instanceof MappingNode mapping) {
                return map(mapping, pointer);
            }
            if (node instanceof SequenceNode sequence) {
                List<Object> list = new ArrayList<>();
                for (Node element : sequence.getValue()) {
                    Object value = tree(element, pointer + "/" + list.size());
                    list.add(value == null ? "" : value);
                }
                return list;
            }
            return scalar((ScalarNode) node);
        }

        private Map<String, Object> map(MappingNode mapping, String pointer) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (NodeTuple member : mapping.getValue()) {
                if (!(member.getKeyNode() instanceof ScalarNode key)) {
                    problem(member.getKeyNode(), "a key must be text");
                    continue;
                }
                String child = pointer + "/" + Pointer.escape(key.getValue());
                lines.put(child, line(key));
                if (map.containsKey(key.getValue())) {
                    problem(key, "the key \"" + key.getValue() + "\" stands twice");
                }
                Object value = tree(member.getValueNode(), child);
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
            if (tag.equals(Tag.INT) && text.matches("[-+]?[0-9]{1,40}")) {
                BigInteger whole = new BigInteger(text);
                return whole.bitLength() < 64 ? (Object) whole.longValue() : whole;
            }
            if (tag.equals(Tag.FLOAT) && text.matches("[-+]?[0-9]{0,40}[.]?[0-9]{1,40}")) {
                return new BigDecimal(text);
            }
            problem(node, "the value \"" + text + "\" has a form that is not supported; quote it");
            return text;
        }

        private void problem(Node node, String sentence) {
            problems.add(new Problem(line(node), sentence));
        }

        private static int line(Node node) {
            return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
        }
    }
}
