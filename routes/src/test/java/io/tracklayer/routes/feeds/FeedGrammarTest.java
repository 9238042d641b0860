// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedGrammarTest {
    @Test
    void theIdsOfOurOwnRoutesAreTaken() throws IOException {
        Set<String> ids = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("yaml"))) {
            files.forEach(
                    file ->
                            Pattern.compile("(?m)^    id: (\\S+)$")
                                    .matcher(text(file))
                                    .results()
                                    .forEach(id -> ids.add(id.group(1))));
        }
        assertEquals(new TreeSet<>(FeedGrammar.OURS), ids);
        for (String id : ids) {
            assertTrue(problems("id: x", "id: " + id).contains("another route"), id);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- bean: {ref: node, method: close}",
                "- process: {ref: node}",
                "- script: {groovy: 'System.exit(0)'}",
                "- toD: {uri: 'file:${body}'}",
                "- recipientList: {simple: '${body}'}",
                "- wireTap: {uri: 'file:x'}",
                "- pollEnrich: {simple: 'file:${body}'}",
                "- filter: {groovy: 'true', steps: []}",
                "- setBody: {simple: '${bean:node}'}",
                "- setBody: {simple: '${ type:java.lang.System.getenv }'}",
                "- setBody: {simple: '${sysenv.HOME}'}",
                "- setBody: {simple: '${camelContext.stop}'}",
                "- setBody: {simple: '${exchange.context.stop}'}",
                "- setBody: {simple: '$simple{bean:node}'}",
                "- to: {uri: file, parameters: {fileName: '${bean:node}'}}",
                "- setBody: {method: {ref: node}}"
            })
    void whatReachesIntoTheProcessOrComputesAnAddressIsRefused(String step) {
        assertEquals("", problems("", ""));
        String problems = problems("- log: x", step);
        assertTrue(problems.startsWith("routes/x.camel.yaml:6:"), step + ": " + problems);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- aggregate: {completionSize: 100, correlationExpression: {constant: x}, steps: []}",
                "- split: {simple: '${body}', steps: [{resequence: {simple: '${body}', steps: []}}]}"
            })
    void whatHoldsMessagesInMemoryIsRefused(String step) {
        assertTrue(problems("- log: x", step).contains("a stop loses them"), step);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sftp:h/d?password=secret",
                "sftp:h/d?username=u&passphrase=secret",
                "kafka:t?saslJaasConfig=secret"
            })
    void aSecretInAnAddressIsRefused(String uri) {
        String problems = problems("timer:x", uri);
        assertTrue(problems.contains("must be given by reference"), uri + ": " + problems);
        assertEquals("", problems("timer:x", uri.replace("secret", "RAW({{env:X}})")));
    }

    @Test
    void onlyDataSourcesAreBeans() {
        String beans =
                """
                - beans:
                    - name: db
                      type: com.zaxxer.hikari.HikariDataSource
                """;
        assertEquals("", check(beans));
        assertTrue(
                check(beans.replace("com.zaxxer.hikari.HikariDataSource", "java.lang.Thread"))
                        .contains("a bean is a data source"));
        assertTrue(check(beans + "      initMethod: x\n").contains("a bean is a data source"));
    }

    private static String problems(String replaced, String by) {
        return check(
                """
                - route:
                    id: x
                    from:
                      uri: timer:x
                      steps:
                        - log: x
                        - to: tracklayer:shop/source
                """
                        .replace(replaced, by));
    }

    private static String check(String text) {
        YamlFile file = YamlFile.read("routes/x.camel.yaml", text.getBytes(StandardCharsets.UTF_8));
        List<ConfigProblem> problems = new FeedGrammar(file, Set.of()).check();
        return String.join("\n", problems.stream().map(ConfigProblem::toString).toList());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
