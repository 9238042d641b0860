// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Tree;
import io.tracklayer.testkit.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/webhooks.md is all an integrator has, so what it shows must hold. */
class WebhooksBookTest {
    private static final Path BOOK = Path.of("../../../docs/webhooks.md");
    private static final Path SCHEMA = Path.of("../../../docs/schemas/webhook-mapping.schema.json");
    private static final Pattern BLOCK = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyMappingOfTheBookHoldsAndSoDoItsExamples() throws IOException {
        List<String> mappings = blocks().stream().filter(b -> !b.startsWith("sources:")).toList();
        List<String> failures = new ArrayList<>();
        int examples = 0;
        for (String block : mappings) {
            WebhookDesk.TestReport report =
                    WebhookDesk.test(completed(block), name -> Optional.empty());
            report.failures().forEach(failure -> failures.add(failure + " in\n" + block));
            examples += report.examples();
        }
        assertEquals(List.of(), failures);
        assertTrue(mappings.size() >= 7 && examples >= 9, mappings.size() + ", " + examples);
    }

    @Test
    void theSourcesOfTheBookHaveTheSettingsThatThereAre() throws IOException {
        String block =
                blocks().stream().filter(b -> b.startsWith("sources:")).findFirst().orElseThrow();
        Map<String, Object> sources =
                Tree.root(YamlText.read(block).tree()).at("/sources").members();
        assertEquals(Set.of("leads", "checkout"), sources.keySet());
        for (Object source : sources.values()) {
            assertEquals(
                    Set.of("plugin", CustomSource.MAPPING, CustomSource.SECRET),
                    Tree.root(source).members().keySet());
        }
    }

    @Test
    void theBookNamesEveryKeyOfTheLanguage() throws IOException {
        Set<String> words = new LinkedHashSet<>();
        keys(Json.read(Files.readString(SCHEMA)), words);
        String book = Files.readString(BOOK);
        assertTrue(words.contains("secret-encoding") && words.size() > 60, words.toString());
        assertEquals(List.of(), words.stream().filter(word -> !book.contains("`" + word)).toList());
    }

    @Test
    void theBookNamesEveryFunctionOfJqThatIsTakenAndThoseAreTaken() throws IOException {
        String book = Files.readString(BOOK);
        String section = book.substring(book.indexOf("## jq"), book.indexOf("What could run"));
        List<String> named =
                Pattern.compile("`([a-z_]{3,})`")
                        .matcher(section)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        List<String> refused =
                named.stream().filter(name -> !JqText.scan(name).problems().isEmpty()).toList();
        assertEquals(List.of(), refused);
        List<String> problems = JqText.scan("nothing").problems();
        for (String taken : problems.get(0).replaceFirst(".*: ", "").split(", ")) {
            assertTrue(named.contains(taken), taken);
        }
    }

    private static void keys(Object node, Set<String> into) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("properties") instanceof Map<?, ?> properties) {
                properties.keySet().stream()
                        .map(String.class::cast)
                        .filter(key -> !key.startsWith("$"))
                        .forEach(into::add);
            }
            map.values().forEach(value -> keys(value, into));
        }
    }

    /** A part of a mapping stands for a whole one. */
    private static String completed(String block) {
        String whole = block.startsWith("version:") ? block : "version: 1\n" + block;
        whole += block.contains("verify:") ? "" : "verify: { none: unsafe }\n";
        return whole + (block.contains("events:") ? "" : "events: [{ event: lead_submitted }]\n");
    }

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(BOOK)).results().map(b -> b.group(1)).toList();
    }
}
