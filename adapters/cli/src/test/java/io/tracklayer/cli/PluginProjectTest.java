// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.tracklayer.spi.SpiVersion;
import io.tracklayer.spi.TrackLayerPlugin;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What "tl plugins new" writes compiles without a warning and passes its own tests. */
class PluginProjectTest {
    private static final Pattern PLUGIN =
            Pattern.compile("<artifactId>(maven-\\w+-plugin)</artifactId>\\s*<version>([^<]+)<");

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "acme, com.example.acme.AcmeDestinationTest",
        "my-own-2nd, com.example.myown2nd.MyOwn2ndDestinationTest",
        "new, com.example.newplugin.NewDestinationTest"
    })
    void theWrittenProjectCompilesAndPassesItsTests(String name, String test) throws Exception {
        Path project = folder.resolve("project");
        CommandRig rig = new CommandRig();
        assertEquals(0, rig.run("plugins", "new", name, "--folder", project.toString()), rig.err());
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(project, classes);
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        String service = TrackLayerPlugin.class.getName();
        Files.copy(
                project.resolve("src/main/resources/META-INF/services/" + service),
                services.resolve(service));
        TestExecutionSummary summary = run(classes, test);
        StringWriter failures = new StringWriter();
        summary.printFailuresTo(new java.io.PrintWriter(failures), 5);
        assertEquals(0, summary.getTotalFailureCount(), failures.toString());
        assertTrue(summary.getTestsSucceededCount() > 10, "the contract was checked");
    }

    @Test
    void thePomNamesTheVersionsOfThisBuild() throws Exception {
        new PluginProject("acme").write(folder);
        String pom = Files.readString(folder.resolve("pom.xml"));
        String ours = Files.readString(Path.of("../../pom.xml"));
        assertTrue(
                pom.contains(
                        "<TrackLayer-Spi-Version>"
                                + SpiVersion.CURRENT
                                + "</TrackLayer-Spi-Version>"));
        assertTrue(ours.contains("<junit.version>" + value(pom, "junit.version") + "<"), pom);
        assertTrue(ours.contains("<version>" + value(pom, "tracklayer.version") + "<"), pom);
        Matcher plugin = PLUGIN.matcher(pom);
        int plugins = 0;
        while (plugin.find()) {
            Matcher same =
                    Pattern.compile(
                                    plugin.group(1)
                                            + "</artifactId>\\s*<version>"
                                            + Pattern.quote(plugin.group(2))
                                            + "<")
                            .matcher(ours);
            assertTrue(same.find(), plugin.group(1) + " has another version in this build");
            plugins++;
        }
        assertEquals(5, plugins);
    }

    @Test
    void nothingOfTheTemplateIsLeftUnfilled() throws Exception {
        new PluginProject("acme").write(folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                assertTrue(!text.matches("(?s).*(%\\w+%|@[\\w.]+@).*"), file + "\n" + text);
            }
        }
    }

    @Test
    void aFolderThatHoldsSomethingIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        CommandRig rig = new CommandRig();
        assertEquals(1, rig.run("plugins", "new", "acme", "--folder", folder.toString()));
        assertTrue(rig.err().contains("is not empty; name another folder"), rig.err());
        assertEquals(1, folder.toFile().list().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme", "a_b", "2nd", "a--b", "../x", "-a"})
    void aNameThatIsNoIdIsRefused(String name) {
        CommandRig rig = new CommandRig();
        assertTrue(rig.run("plugins", "new", "--folder", folder.toString(), "--", name) != 0);
        assertEquals(0, folder.toFile().list().length);
    }

    private static String value(String pom, String property) {
        Matcher value = Pattern.compile("<" + property + ">([^<]+)<").matcher(pom);
        assertTrue(value.find(), property);
        return value.group(1);
    }

    private static void compile(Path project, Path classes) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files =
                        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> all = Files.walk(project)) {
            List<Path> sources = all.filter(file -> file.toString().endsWith(".java")).toList();
            assertEquals(3, sources.size());
            List<String> options =
                    List.of(
                            "-proc:none",
                            "-Xlint:all,-classfile,-options",
                            "-Werror",
                            "-d",
                            classes.toString(),
                            "-cp",
                            System.getProperty("java.class.path"));
            boolean good =
                    compiler.getTask(
                                    said,
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources))
                            .call();
            assertTrue(good, said.toString());
        }
    }

    private static TestExecutionSummary run(Path classes, String test) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL[] path = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, before)) {
            thread.setContextClassLoader(loader);
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherDiscoveryRequest request =
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectClass(loader.loadClass(test)))
                            .build();
            LauncherFactory.create().execute(request, listener);
            return listener.getSummary();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
