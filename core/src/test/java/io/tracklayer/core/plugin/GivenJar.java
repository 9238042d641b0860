// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import io.tracklayer.spi.TrackLayerPlugin;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A plugin's jar, compiled from sources while a test runs. */
final class GivenJar {
    private final List<JavaFileObject> sources = new ArrayList<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final Manifest manifest = new Manifest();

    GivenJar() {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    /** A jar with a plugin {@code com.acme.AcmePlugin} with those members. */
    static GivenJar plugin(String members) {
        return new GivenJar()
                .source(
                        "com.acme.AcmePlugin",
                        """
                        package com.acme;
                        import io.tracklayer.spi.*;
                        import java.util.*;
                        public class AcmePlugin implements TrackLayerPlugin {
                            public String id() { return "acme"; }
                            public String version() { return "1.2.3"; }
                        %s
                        }
                        """
                                .formatted(members))
                .service("com.acme.AcmePlugin");
    }

    /** The same with one destination of that id and that id for the plugin. */
    static GivenJar destination(String id) {
        return destination(id, "");
    }

    /** The same with more members of the destination. */
    static GivenJar destination(String id, String members) {
        return plugin(
                        """
                        public List<Destination> destinations() { return List.of(new Acme()); }
                        """)
                .source(
                        "com.acme.Acme",
                        """
                        package com.acme;
                        import io.tracklayer.spi.*;
                        import java.time.*;
                        import java.util.*;
                        public class Acme implements Destination {
                            public DestinationDescriptor descriptor() {
                                return new DestinationDescriptor("%s", "Acme", "v1",
                                    List.of(Setting.optional("endpoint", Setting.Type.URL, "https://acme.example", "Where to send.")),
                                    Set.of(Purpose.MARKETING),
                                    new Limits(1, 1000, Duration.ofDays(1), Duration.ZERO),
                                    RedeliveryPolicy.exponential(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), Duration.ofHours(1)),
                                    DestinationDescriptor.FailureMode.PER_RECORD,
                                    DestinationDescriptor.CorrectionMode.NONE, Duration.ZERO,
                                    DestinationDescriptor.TestMode.NONE, DestinationDescriptor.Auth.NONE, true,
                                    DestinationDescriptor.Maturity.EXPERIMENTAL);
                            }
                            public Mapping map(Event event, Settings settings, MapContext context) {
                                return Mapping.skip("not_supported", "Acme takes nothing.");
                            }
                            public PlatformRequest pack(List<PlatformRecord> records, Settings settings, PackContext context) {
                                throw new UnsupportedOperationException();
                            }
                            public List<Outcome> interpret(PlatformAnswer answer, List<PlatformRecord> records, Settings settings) {
                                throw new UnsupportedOperationException();
                            }
                            %s
                        }
                        """
                                .formatted(id, members));
    }

    GivenJar source(String type, String text) {
        sources.add(
                new SimpleJavaFileObject(
                        URI.create("string:///" + type.replace('.', '/') + ".java"),
                        JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                });
        return this;
    }

    GivenJar service(String... types) {
        return entry(
                "META-INF/services/" + TrackLayerPlugin.class.getName(),
                String.join("\n", types).getBytes(StandardCharsets.UTF_8));
    }

    GivenJar entry(String path, byte[] bytes) {
        entries.put(path, bytes);
        return this;
    }

    GivenJar entry(String path, String text) {
        return entry(path, text.getBytes(StandardCharsets.UTF_8));
    }

    GivenJar attribute(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    /** Compiles, and writes the jar. */
    Path write(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        Map<String, byte[]> all = new LinkedHashMap<>(compiled());
        all.putAll(entries);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Map.Entry<String, byte[]> entry : all.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return jar;
    }

    private Map<String, byte[]> compiled() throws IOException {
        Path classes = Files.createTempDirectory("given-jar");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of(
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"));
        if (!sources.isEmpty()
                && !compiler.getTask(null, null, null, options, null, sources).call()) {
            throw new AssertionError("the given plugin does not compile");
        }
        Map<String, byte[]> compiled = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                compiled.put(classes.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return compiled;
    }
}
