// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.SpiVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jars in the plugin folder: what is loaded, what is refused, and that one never harms another. */
@Timeout(60)
class PluginFolderTest {
    @TempDir Path folder;

    @Test
    void aJarAndASubFolderOfJarsAreOnePluginEachWithNameVersionAndHash() throws Exception {
        Path jar = GivenJar.destination("acme").write(folder.resolve("acme.jar"));
        new GivenJar()
                .source(
                        "com.other.Other",
                        """
                        package com.other;
                        public class Other implements io.tracklayer.spi.TrackLayerPlugin {
                            public String id() { return Name.NAME + Name.class.getName().length(); }
                        }
                        """)
                .source(
                        "com.other.Name",
                        "package com.other; class Name { static String NAME = \"other\"; }")
                .service("com.other.Other")
                .attribute("Implementation-Version", "7.8")
                .write(folder.resolve("other/other.jar"));
        Files.writeString(folder.resolve("README.md"), "no jar");
        Files.createDirectories(folder.resolve("empty"));

        Plugins plugins = load();
        PluginEntry acme = plugins.entries().get(0);
        assertEquals("acme 1.2.3", acme.id() + " " + acme.version());
        assertEquals("destination acme", acme.adds());
        assertEquals(PluginArchive.sha256(Files.readAllBytes(jar)), acme.jars().get(0).sha256());
        assertEquals("acme.jar", acme.origin());
        PluginEntry other = plugins.entries().get(1);
        assertEquals("other14 7.8", other.id() + " " + other.version());
        assertEquals("other nothing", other.origin() + " " + other.adds());
        assertEquals(2, plugins.entries().size());
        assertTrue(plugins.destination("acme").isPresent());
    }

    @Test
    void aFolderThatIsMissingOrEmptyIsNoFault() {
        assertEquals(List.of(), load().entries());
        Plugins none = Plugins.load(new PluginFolder(folder.resolve("no"), Optional.empty()));
        none.log();
        assertEquals(List.of(), none.entries());
    }

    @Test
    void aJarThatIsCutOffDamagedOrNoJarIsRefusedAndTheOthersLoad() throws Exception {
        byte[] whole =
                Files.readAllBytes(GivenJar.destination("cut").write(folder.resolve("a.jar")));
        Files.write(folder.resolve("a.jar"), java.util.Arrays.copyOf(whole, whole.length - 40));
        byte[] flipped = whole.clone();
        flipped[flipped.length / 3] ^= 0x55;
        Files.write(folder.resolve("b.jar"), flipped);
        Files.writeString(folder.resolve("c.jar"), "this is no jar");
        Files.write(folder.resolve("d.jar"), new byte[0]);
        GivenJar.destination("acme").write(folder.resolve("e.jar"));
        Plugins plugins = load();
        assertEquals("a.jar is no whole jar: its end is missing", refusal(plugins, 0));
        assertTrue(refusal(plugins, 1).startsWith("b.jar is "), refusal(plugins, 1));
        assertEquals("c.jar is no whole jar: its end is missing", refusal(plugins, 2));
        assertEquals("d.jar is no whole jar: its end is missing", refusal(plugins, 3));
        assertEquals(List.of("acme"), plugins.destinationIds());
    }

    @Test
    void aClassOfANewerJavaIsRefusedWithItsReasonAndTheOthersLoad() throws Exception {
        byte[] newer = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0x7f, 0, 0, 1};
        new GivenJar()
                .entry("com/acme/Newer.class", newer)
                .service("com.acme.Newer")
                .write(folder.resolve("a.jar"));
        GivenJar.destination("acme").write(folder.resolve("b.jar"));
        Plugins plugins = load();
        assertTrue(
                refusal(plugins, 0)
                        .startsWith(
                                "loading it failed (UnsupportedClassVersionError: com/acme/Newer"),
                refusal(plugins, 0));
        assertEquals(List.of("acme"), plugins.destinationIds());
    }

    @Test
    void aJarWithoutAServiceFileOrWithOneThatNamesNothingIsRefused() throws Exception {
        new GivenJar().entry("a.txt", "a").write(folder.resolve("a.jar"));
        new GivenJar().service().write(folder.resolve("b.jar"));
        new GivenJar().service("com.acme.Gone").write(folder.resolve("c.jar"));
        Plugins plugins = load();
        String service = "META-INF/services/io.tracklayer.spi.TrackLayerPlugin";
        assertEquals("it has no " + service + ", so it names no plugin", refusal(plugins, 0));
        assertEquals(service + " names no class", refusal(plugins, 1));
        assertTrue(refusal(plugins, 2).contains("com.acme.Gone"), refusal(plugins, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AcmePlugin() { throw new IllegalStateException(\"odd\"); }|IllegalStateException: odd",
                "AcmePlugin() { deep(); } void deep() { deep(); }|StackOverflowError",
                "AcmePlugin() { throw new NoClassDefFoundError(\"com/x\"); }|NoClassDefFoundError: com/x",
                "AcmePlugin() { } static int n = 1 / (int) Math.floor(0.5);|ArithmeticException: / by zero",
                "AcmePlugin(int n) { }|NoSuchMethodException: com.acme.AcmePlugin.<init>()",
            })
    void aConstructorThatFailsInAnyWayIsRefusedWithWhatWasThrown(String code, String thrown)
            throws Exception {
        GivenJar.plugin("public " + code).write(folder.resolve("a.jar"));
        GivenJar.destination("healthy").write(folder.resolve("b.jar"));
        Plugins plugins = load();
        assertTrue(refusal(plugins, 0).contains(thrown), refusal(plugins, 0));
        assertEquals(List.of("healthy"), plugins.destinationIds());
    }

    @Test
    void aConstructorThatNeverEndsIsGivenUpAndTheOthersLoad() throws Exception {
        GivenJar.plugin(
                        """
                        public AcmePlugin() {
                            while (true) { try { Thread.sleep(10_000); } catch (InterruptedException go) { } }
                        }
                        """)
                .write(folder.resolve("a.jar"));
        GivenJar.destination("healthy").write(folder.resolve("b.jar"));
        Plugins plugins =
                Plugins.load(new PluginFolder(folder, Optional.empty()), Duration.ofMillis(700));
        assertTrue(refusal(plugins, 0).startsWith("loading it did not come back within"));
        assertEquals(List.of("healthy"), plugins.destinationIds());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public String id() { return \"No Id!\"; }|is no id",
                "public String version() { return null; }|the version is null",
                "public List<Source> sources() { return null; }|NullPointerException",
            })
    void aPluginThatDescribesItselfWronglyIsRefused(String member, String reason) throws Exception {
        String service = "com.acme.Odd";
        new GivenJar()
                .source(
                        service,
                        """
                        package com.acme;
                        import io.tracklayer.spi.*;
                        import java.util.*;
                        public class Odd extends Base { %s }
                        """
                                .formatted(member))
                .source(
                        "com.acme.Base",
                        """
                        package com.acme;
                        public class Base implements io.tracklayer.spi.TrackLayerPlugin {
                            public String id() { return "odd"; }
                        }
                        """)
                .service(service)
                .write(folder.resolve("a.jar"));
        assertTrue(refusal(load(), 0).contains(reason), refusal(load(), 0));
    }

    @Test
    void theSecondPluginOrDestinationOfAnIdIsRefusedAndTheFirstStays() throws Exception {
        GivenJar.destination("acme").write(folder.resolve("a.jar"));
        GivenJar.destination("acme").write(folder.resolve("b.jar"));
        new GivenJar()
                .source(
                        "com.acme.AcmePlugin",
                        """
                        package com.acme;
                        import io.tracklayer.spi.*;
                        import java.util.*;
                        public class AcmePlugin implements TrackLayerPlugin {
                            public String id() { return "another"; }
                            public List<Destination> destinations() { return List.of(new Acme()); }
                        }
                        """)
                .source("com.acme.Acme", acmeSource())
                .service("com.acme.AcmePlugin")
                .write(folder.resolve("c.jar"));
        Plugins plugins = load();
        assertTrue(plugins.entries().get(0).loaded());
        assertEquals(
                "another plugin provides the plugin \"acme\" already; remove one of the two",
                refusal(plugins, 1));
        assertEquals(
                "another plugin provides the destination \"acme\" already; remove one of the two",
                refusal(plugins, 2));
        assertEquals("another", plugins.entries().get(2).id());
        assertEquals(List.of("acme"), plugins.destinationIds());
    }

    private static String acmeSource() {
        return """
        package com.acme;
        import io.tracklayer.spi.*;
        import java.time.*;
        import java.util.*;
        public class Acme implements Destination {
            public DestinationDescriptor descriptor() {
                return new DestinationDescriptor("acme", "Acme", "v1", List.of(), Set.of(),
                    new Limits(1, 1000, Duration.ofDays(1), Duration.ZERO),
                    RedeliveryPolicy.exponential(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), Duration.ofHours(1)),
                    DestinationDescriptor.FailureMode.PER_RECORD,
                    DestinationDescriptor.CorrectionMode.NONE, Duration.ZERO,
                    DestinationDescriptor.TestMode.NONE, DestinationDescriptor.Auth.NONE, true,
                    DestinationDescriptor.Maturity.EXPERIMENTAL);
            }
            public Mapping map(Event event, Settings settings, MapContext context) { return null; }
            public PlatformRequest pack(List<PlatformRecord> records, Settings settings, PackContext context) { return null; }
            public List<Outcome> interpret(PlatformAnswer answer, List<PlatformRecord> records, Settings settings) { return null; }
        }
        """;
    }

    @Test
    void aPluginBuiltAgainstAnSpiThisNodeDoesNotHaveIsRefusedAndAnOlderOneIsNot() throws Exception {
        int major = SpiVersion.CURRENT.major();
        int minor = SpiVersion.CURRENT.minor();
        spi("a", major + "." + minor);
        spi("b", major + "." + (minor + 1));
        spi("c", (major + 1) + ".0");
        spi("d", "newest");
        GivenJar.plugin("").write(folder.resolve("e.jar"));
        Plugins plugins = load();
        assertEquals(SpiVersion.CURRENT.toString(), plugins.entries().get(0).spiVersion());
        assertEquals(
                "it was built against SPI %d.%d, this node has %s; install a version of it for this node"
                        .formatted(major, minor + 1, SpiVersion.CURRENT),
                refusal(plugins, 1));
        assertTrue(refusal(plugins, 2).contains("SPI " + (major + 1) + ".0"));
        assertEquals("it names the SPI version \"newest\", which is none", refusal(plugins, 3));
        assertEquals("unknown", plugins.entries().get(4).spiVersion());
    }

    @ParameterizedTest
    @CsvSource({
        "0.1.0-SNAPSHOT,0.1",
        "${spi.version},0.1",
        "${project.version},unknown",
        ",unknown"
    })
    void withoutTheAttributeTheVersionIsReadFromTheJarsMavenMetadata(String version, String shown)
            throws Exception {
        GivenJar.plugin("")
                .entry(
                        "META-INF/maven/com.acme/acme/pom.xml",
                        """
                        <project><properties><spi.version>0.1.7</spi.version></properties>
                        <dependencies><dependency><groupId>io.tracklayer</groupId>
                        <artifactId>tracklayer-spi</artifactId><version>%s</version></dependency></dependencies></project>
                        """
                                .formatted(version == null ? "" : version))
                .write(folder.resolve("a.jar"));
        PluginEntry entry = load().entries().get(0);
        assertEquals(shown, entry.spiVersion());
        assertTrue(entry.loaded());
    }

    private void spi(String id, String version) throws IOException {
        new GivenJar()
                .source(
                        "com.acme.P",
                        "package com.acme; public class P implements io.tracklayer.spi.TrackLayerPlugin"
                                + " { public String id() { return \"%s\"; } }".formatted(id))
                .service("com.acme.P")
                .attribute("TrackLayer-Spi-Version", version)
                .write(folder.resolve(id + ".jar"));
    }

    @Test
    void aJarThatIsNotOnTheListOfAllowedHashesIsNotOpenedAtAll() throws Exception {
        System.clearProperty("acme.opened");
        String opened = "public AcmePlugin() { System.setProperty(\"acme.opened\", \"yes\"); }";
        Path jar = GivenJar.plugin(opened).write(folder.resolve("a.jar"));
        String hash = PluginArchive.sha256(Files.readAllBytes(jar));
        Plugins refused = load(Set.of("0".repeat(64)));
        assertEquals(
                "a.jar is not on the list of allowed plugins and was not opened; if you trust it,"
                        + " add "
                        + hash
                        + " to node.plugins.allow",
                refusal(refused, 0));
        assertEquals("", refused.entries().get(0).id());
        assertFalse(Boolean.getBoolean("acme.opened"));
        assertEquals(null, System.getProperty("acme.opened"), "no code of it ran");
        assertTrue(load(Set.of(hash)).entries().get(0).loaded());
        assertEquals("yes", System.getProperty("acme.opened"));

        byte[] changed = Files.readAllBytes(jar);
        changed[changed.length - 1] ^= 1;
        Files.write(jar, changed);
        assertFalse(load(Set.of(hash)).entries().get(0).loaded(), "one flipped bit");
        assertFalse(load(Set.of()).entries().get(0).loaded(), "an empty list allows none");
    }

    @Test
    void whatBecomesOfTheFileAfterTheStartDoesNotMatter() throws Exception {
        Path jar =
                GivenJar.destination(
                                "acme",
                                "public Set<Purpose> purposes(Settings s) { return Later.PURPOSES; }")
                        .source(
                                "com.acme.Later",
                                """
                                package com.acme;
                                class Later {
                                    static final java.util.Set<io.tracklayer.spi.Purpose> PURPOSES =
                                        java.util.Set.of(io.tracklayer.spi.Purpose.ANALYTICS);
                                }
                                """)
                        .write(folder.resolve("a.jar"));
        Plugins plugins = load();
        Files.writeString(jar, "overwritten");
        assertEquals(
                Set.of(io.tracklayer.spi.Purpose.ANALYTICS),
                plugins.destination("acme").orElseThrow().purposes(ContainedTest.none()));
    }

    @Test
    void aPluginSeesItsOwnLibrariesTheSpiAndTheJdkAndNothingOfTheNode() throws Exception {
        String probe =
                """
                static String has(String type) {
                    try { return Class.forName(type).getClassLoader() == AcmePlugin.class.getClassLoader() ? "own" : "shared"; }
                    catch (ClassNotFoundException no) { return "none"; }
                }
                public String version() {
                    return has("com.fasterxml.jackson.core.Version") + "," + com.fasterxml.jackson.core.Version.WHO
                        + "," + has("com.fasterxml.jackson.databind.ObjectMapper") + "," + has("io.tracklayer.core.plugin.Plugins")
                        + "," + has("org.slf4j.Logger") + "," + has("io.tracklayer.spi.Event") + "," + has("java.sql.Driver") + "," + has("javax.sql.RowSet")
                        + "," + (Thread.currentThread().getContextClassLoader() == AcmePlugin.class.getClassLoader());
                }
                """;
        new GivenJar()
                .source(
                        "com.acme.AcmePlugin",
                        """
                        package com.acme;
                        public class AcmePlugin implements io.tracklayer.spi.TrackLayerPlugin {
                            public String id() { return "acme"; }
                            %s
                        }
                        """
                                .formatted(probe))
                .source(
                        "com.fasterxml.jackson.core.Version",
                        "package com.fasterxml.jackson.core;"
                                + " public class Version { public static String WHO = \"acme's\"; }")
                .service("com.acme.AcmePlugin")
                .entry("javax/sql/RowSet.class", ownRowSet())
                .write(folder.resolve("a.jar"));
        assertEquals(
                "own,acme's,none,none,none,shared,shared,own,true",
                load().entries().get(0).version());
    }

    /** The compiler makes no class of a package of the JDK, so it is renamed afterwards. */
    private byte[] ownRowSet() throws IOException {
        Path made =
                new GivenJar()
                        .source("xavax.sql.RowSet", "package xavax.sql; public class RowSet {}")
                        .write(folder.resolve("made/made.zip"));
        try (JarFile jar = new JarFile(made.toFile())) {
            byte[] bytes =
                    jar.getInputStream(jar.getEntry("xavax/sql/RowSet.class")).readAllBytes();
            return new String(bytes, StandardCharsets.ISO_8859_1)
                    .replace("xavax/sql", "javax/sql")
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aResourceOfThePluginIsReadAndAMultiReleaseJarHasItsLayerForThisJava() throws Exception {
        GivenJar.plugin("")
                .source(
                        "com.acme.Reading",
                        """
                        package com.acme;
                        import java.nio.charset.StandardCharsets;
                        public class Reading implements io.tracklayer.spi.TrackLayerPlugin {
                            public String id() { return "reading"; }
                            public String version() {
                                try (var in = getClass().getResourceAsStream("/names.txt")) {
                                    return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                        + getClass().getClassLoader().getResource("none.txt");
                                } catch (java.io.IOException e) { throw new RuntimeException(e); }
                            }
                        }
                        """)
                .service("com.acme.Reading")
                .attribute("Multi-Release", "true")
                .entry("names.txt", "old ")
                .entry("META-INF/versions/11/names.txt", "new ")
                .entry("META-INF/versions/9999/names.txt", "future ")
                .write(folder.resolve("a.jar"));
        assertEquals("new null", load().entries().get(0).version());
    }

    @Test
    void threadsThatAPluginStartsAreCounted() throws Exception {
        GivenJar.plugin(
                        """
                        public AcmePlugin() {
                            for (int i = 0; i < 3; i++) {
                                Thread thread = new Thread(() -> java.util.concurrent.locks.LockSupport.park(), "acme-" + i);
                                thread.setDaemon(true);
                                thread.start();
                            }
                        }
                        """)
                .write(folder.resolve("a.jar"));
        Plugins plugins = load();
        assertEquals(3, plugins.threads("acme"));
        assertEquals(0, plugins.threads("none"));
    }

    private Plugins load() {
        return Plugins.load(new PluginFolder(folder, Optional.empty()));
    }

    private Plugins load(Set<String> allowed) {
        return Plugins.load(new PluginFolder(folder, Optional.of(allowed)));
    }

    private static String refusal(Plugins plugins, int entry) {
        return plugins.entries().get(entry).refusal();
    }
}
