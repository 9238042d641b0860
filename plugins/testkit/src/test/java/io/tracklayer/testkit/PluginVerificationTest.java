// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.testkit.VerificationReport.Part;
import io.tracklayer.testkit.contract.FoundPlugins;
import io.tracklayer.testkit.contract.Result;
import io.tracklayer.testkit.contract.Result.Status;
import io.tracklayer.testkit.contract.Subject;
import io.tracklayer.testkit.contract.VerifyFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginVerificationTest {
    private static final String TOY = "io.tracklayer.testkit.contract.Toy";
    private static final String UNUSED = "io.tracklayer.testkit.contract.BrokenToys$UnusedSetting";
    private static final List<String> CLASSES =
            List.of(TOY, "io.tracklayer.testkit.contract.BrokenToys", UNUSED);

    @TempDir Path folder;

    @Test
    void aGoodPluginPassesWithSettingsMadeFromItsDeclarations() throws Exception {
        Path jar = jar(CLASSES, Map.of(FoundPlugins.SERVICE_FILE, TOY));

        VerificationReport report = PluginVerification.verify(jar);

        assertEquals(List.of(), failures(report));
        assertTrue(report.passed());
        assertEquals(
                List.of(new VerificationReport.Plugin("toys", "unpackaged")), report.plugins());
        assertEquals(
                List.of("jar plugin.jar", "destination toy"),
                report.parts().stream().map(part -> part.kind() + " " + part.id()).toList());
        assertEquals(
                HexFormat.of().formatHex(Sha256.digest(Files.readAllBytes(jar))), report.sha256());
    }

    @Test
    void theReportAsJsonNamesWhatFailedAndWhy() throws Exception {
        Path jar = jar(CLASSES, Map.of(FoundPlugins.SERVICE_FILE, UNUSED));

        VerificationReport report = PluginVerification.verify(jar);

        assertFalse(report.passed());
        Tree json = Tree.root(Json.read(report.json()));
        assertEquals(false, json.find("/passed").orElseThrow());
        assertEquals("toys", json.text("/plugins/0/id").orElseThrow());
        Tree failed =
                json.each("/parts/1/checks").stream()
                        .filter(check -> check.text("/status").orElse("").equals("failed"))
                        .findFirst()
                        .orElseThrow();
        assertEquals("settings-used", failed.text("/check").orElseThrow());
        assertTrue(failed.text("/problems/0").orElseThrow().contains("\"colour\""));
    }

    @Test
    void aFileInTheJarGivesSettingsExemptionsAnswersAndEvents() throws Exception {
        String said =
                "{\"destinations\":{\"toy\":{\"settings\":{\"token\":\"a-better-token\"},"
                        + "\"sent\":[\"purchase_placed\"],"
                        + "\"events\":[{\"name\":\"purchase_placed\",\"id\":\"e1\","
                        + "\"fields\":{\"value\":12.50,\"user.city\":\"Ulm\"}}],"
                        + "\"exemptions\":{\"settings-used:colour\":\"Reports are not looked at here.\"},"
                        + "\"answers\":{\"refused\":{\"status\":400,\"body\":{\"a\":1},"
                        + "\"outcome\":\"permanent\"}}}}}";
        Path jar = jar(CLASSES, Map.of(FoundPlugins.SERVICE_FILE, UNUSED, VerifyFile.PATH, said));
        assertEquals(List.of(), failures(PluginVerification.verify(jar)));
    }

    @Test
    void aFieldCanBeTakenFromAnEvent() throws Exception {
        String said =
                "{\"destinations\":{\"toy\":{\"events\":[{\"name\":\"purchase_placed\","
                        + "\"without\":[\"order_id\"]}]}}}";
        URL jar = jar(List.of(), Map.of(VerifyFile.PATH, said)).toUri().toURL();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, null)) {
            VerifyFile file = VerifyFile.in(loader);
            Event event = file.completed(Subject.of(loader, "toy", Map.of())).events().get(0);
            assertEquals(List.of(), file.problems());
            assertFalse(event.has(EventField.ORDER_ID));
            assertTrue(event.has(EventField.VALUE));
        }
    }

    @Test
    void whatTheFileDoesNotMeanIsNamed() throws Exception {
        String said =
                "{\"destinations\":{\"toy\":{\"setings\":{},\"sent\":[\"bought\"],"
                        + "\"events\":[{\"name\":\"purchase_placed\",\"fields\":{\"colour\":\"x\"},\"without\":[\"size\"]}],"
                        + "\"answers\":{\"odd\":{\"outcome\":\"maybe\"}}}}}";
        Path jar = jar(CLASSES, Map.of(FoundPlugins.SERVICE_FILE, TOY, VerifyFile.PATH, said));

        List<String> problems = part(PluginVerification.verify(jar), "jar").problems();

        assertEquals(5, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains("\"setings\" is not known"));
        assertTrue(problems.get(1).contains("no event is called \"bought\""));
        assertTrue(problems.get(2).contains("there is no field size"));
        assertTrue(problems.get(3).contains("there is no field colour"));
        assertTrue(problems.get(4).contains("the answer \"odd\" has no outcome"));
    }

    @Test
    void aWrongExampleInTheFileFails() throws Exception {
        String said =
                "{\"destinations\":{\"toy\":{\"answers\":"
                        + "{\"taken\":{\"status\":200,\"outcome\":\"retry\"}}}}}";
        Path jar = jar(CLASSES, Map.of(FoundPlugins.SERVICE_FILE, TOY, VerifyFile.PATH, said));
        assertEquals(List.of("answers-examples"), failures(PluginVerification.verify(jar)));
    }

    @Test
    void theClassesOfTheHostAreNotThere() throws Exception {
        Path jar = jar(List.of(UNUSED), Map.of(FoundPlugins.SERVICE_FILE, UNUSED));
        Result result = part(PluginVerification.verify(jar), "jar");
        assertEquals(Status.FAILED, result.status());
        assertTrue(result.problems().toString().contains("NoClassDefFoundError"));
    }

    @Test
    void aJarWithTheContractInItIsRefused() throws Exception {
        Path jar =
                jar(
                        List.of(TOY, "io.tracklayer.spi.Reply"),
                        Map.of(FoundPlugins.SERVICE_FILE, TOY));
        assertTrue(
                part(PluginVerification.verify(jar), "jar")
                        .problems()
                        .get(0)
                        .contains("scope provided"));
    }

    @Test
    void aJarWithoutPluginIsNamed() throws Exception {
        Path jar = jar(CLASSES, Map.of());
        assertTrue(
                part(PluginVerification.verify(jar), "jar")
                        .problems()
                        .get(0)
                        .contains("it has no"));
    }

    @Test
    void whatIsNoJarIsReportedAndNotThrown() throws Exception {
        Path text = Files.writeString(folder.resolve("plugin.jar"), "PK but not really");
        VerificationReport report = PluginVerification.verify(text);
        assertFalse(report.passed());
        assertTrue(part(report, "jar").problems().get(0).contains("it cannot be opened"));
        VerificationReport missing = PluginVerification.verify(folder.resolve("none.jar"));
        assertFalse(missing.passed());
        assertEquals("", missing.sha256());
    }

    private static List<String> failures(VerificationReport report) {
        return report.parts().stream()
                .map(Part::results)
                .flatMap(List::stream)
                .filter(result -> result.status() != Status.PASSED)
                .map(Result::check)
                .toList();
    }

    private static Result part(VerificationReport report, String kind) {
        return report.parts().stream()
                .filter(part -> part.kind().equals(kind))
                .findFirst()
                .orElseThrow()
                .results()
                .get(0);
    }

    private Path jar(List<String> classes, Map<String, String> files) throws IOException {
        Path jar = folder.resolve("plugin.jar");
        Map<String, byte[]> entries = new HashMap<>();
        files.forEach((name, text) -> entries.put(name, text.getBytes(StandardCharsets.UTF_8)));
        for (String name : classes) {
            String path = name.replace('.', '/') + ".class";
            try (InputStream in = getClass().getClassLoader().getResourceAsStream(path)) {
                entries.put(path, in.readAllBytes());
            }
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return jar;
    }
}
