// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.testkit.GivenRequest;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the node asks of a plugin on threads that must not wait: purposes, and sources. */
@Timeout(60)
class ContainedTest {
    private static final Set<Purpose> ALL = EnumSet.allOf(Purpose.class);

    @TempDir Path folder;

    static Settings none() {
        return Settings.of(List.of(), Map.of());
    }

    /** One that is not handed on would get the answer of the interface instead of the plugin's. */
    @Test
    void everyFunctionOfADestinationAndASourceIsHandedOn() throws Exception {
        for (Method method : Destination.class.getMethods()) {
            assertEquals(
                    ContainedDestination.class,
                    ContainedDestination.class
                            .getMethod(method.getName(), method.getParameterTypes())
                            .getDeclaringClass(),
                    method.getName());
        }
        for (Method method : Source.class.getMethods()) {
            assertEquals(
                    ContainedSource.class,
                    ContainedSource.class
                            .getMethod(method.getName(), method.getParameterTypes())
                            .getDeclaringClass(),
                    method.getName());
        }
    }

    @Test
    void purposesAreAskedForOncePerSettings() throws Exception {
        Destination acme =
                destination(
                        "static int asked;"
                                + "public Set<Purpose> purposes(Settings s) { asked++;"
                                + " return asked == 1 ? Set.of(Purpose.ANALYTICS) : Set.of(); }");
        List<Setting> declared =
                List.of(Setting.optional("a", Setting.Type.TEXT, "", "Anything at all."));
        Settings one = Settings.of(declared, Map.of("a", List.of("1")));
        Settings equal = Settings.of(declared, Map.of("a", List.of("1")));
        Settings other = Settings.of(declared, Map.of("a", List.of("2")));
        assertEquals(Set.of(Purpose.ANALYTICS), acme.purposes(one));
        assertEquals(Set.of(Purpose.ANALYTICS), acme.purposes(equal));
        assertEquals(Set.of(), acme.purposes(other));
        assertEquals(Set.of(Purpose.ANALYTICS), acme.purposes(one));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "throw new IllegalStateException(\"odd\");|purposes failed (IllegalStateException: odd)",
                "return purposes(s);|purposes failed (StackOverflowError)",
                "throw new NoClassDefFoundError(\"x\");|purposes failed (NoClassDefFoundError: x)",
                "return null;|purposes failed (NullPointerException",
            })
    void aPluginThatCannotSayItsPurposesNeedsAllOfThemAndSaysWhyItIsUnusable(
            String body, String fault) throws Exception {
        ContainedDestination acme =
                destination("public Set<Purpose> purposes(Settings s) { " + body + " }");
        assertEquals(ALL, acme.purposes(none()));
        assertTrue(acme.fault(none()).orElseThrow().startsWith(fault), acme.fault(none()).get());
    }

    @Test
    void purposesThatNeverComeBackAreWaitedForOnceAndTheirThreadIsCounted() throws Exception {
        Plugins plugins =
                plugins(
                        GivenJar.destination(
                                "acme",
                                """
                                public Set<Purpose> purposes(Settings s) {
                                    while (true) { try { Thread.sleep(10_000); } catch (InterruptedException go) { } }
                                }
                                """),
                        Duration.ofSeconds(2));
        ContainedDestination acme = (ContainedDestination) plugins.destination("acme").get();
        long before = System.nanoTime();
        assertEquals(ALL, acme.purposes(none()));
        List<Setting> declared =
                List.of(Setting.optional("a", Setting.Type.TEXT, "", "Anything at all."));
        for (int i = 0; i < 20; i++) {
            acme.purposes(Settings.of(declared, Map.of("a", List.of("v" + i))));
        }
        assertTrue(System.nanoTime() - before < Duration.ofSeconds(20).toNanos());
        assertEquals(1, plugins.threads("acme"));
        assertTrue(acme.fault(none()).orElseThrow().startsWith("purposes did not come back"));
    }

    @Test
    void aSourceOfThePluginFolderThatFailsOrBlocksHoldsNobodyUp() throws Exception {
        Plugins plugins =
                plugins(
                        GivenJar.plugin(
                                        "public List<Source> sources() { return List.of(new AcmeSource()); }")
                                .source("com.acme.AcmeSource", source()),
                        Duration.ofSeconds(2));
        Source source = plugins.source("acme-shop").orElseThrow();
        GivenRequest request = GivenRequest.post("/webhooks/acme-shop/s", "{}");
        MalformedInputException malformed =
                assertThrows(
                        MalformedInputException.class,
                        () -> source.decode(request, none(), SourceMemory.none()));
        assertEquals("{}", new String(request.raw(), StandardCharsets.UTF_8), "it got a copy");
        assertEquals("odd_body", malformed.code());
        PluginFailure failed =
                assertThrows(PluginFailure.class, () -> source.verify(request, none()));
        assertEquals("verify failed (StackOverflowError)", failed.getMessage());
        assertThrows(PluginFailure.class, () -> source.acknowledge(request, List.of()));
        PluginFailure closed =
                assertThrows(
                        PluginFailure.class,
                        () -> source.decode(request, none(), SourceMemory.none()));
        assertTrue(closed.getMessage().startsWith("acknowledge did not come back within 2 s"));
    }

    private static String source() {
        return """
        package com.acme;
        import io.tracklayer.spi.*;
        import java.util.*;
        public class AcmeSource implements Source {
            public SourceDescriptor descriptor() {
                return new SourceDescriptor("acme-shop", "Acme shop",
                    List.of(new SourceDescriptor.Endpoint("POST", "/webhooks/acme-shop/{store}")),
                    SourceDescriptor.Addressing.STORE_IN_PATH, List.of(), Set.of(), 1000,
                    SourceDescriptor.Malformed.REFUSE, EventField.Authority.values()[0], false);
            }
            public Verification verify(InboundRequest request, Settings settings) { return verify(request, settings); }
            public List<Decoded> decode(InboundRequest request, Settings settings, SourceMemory memory) throws MalformedInputException {
                request.raw()[0] = 'x';
                throw new MalformedInputException("odd_body", "It is odd.");
            }
            public Reply acknowledge(InboundRequest request, List<Decoded> decoded) {
                while (true) { try { Thread.sleep(10_000); } catch (InterruptedException go) { } }
            }
        }
        """;
    }

    private ContainedDestination destination(String members) throws Exception {
        return (ContainedDestination)
                plugins(GivenJar.destination("acme", members), PluginGate.LONGEST)
                        .destination("acme")
                        .orElseThrow();
    }

    private Plugins plugins(GivenJar jar, Duration longest) throws Exception {
        jar.write(folder.resolve("acme.jar"));
        Plugins plugins = Plugins.load(new PluginFolder(folder, Optional.empty()), longest);
        assertEquals("", plugins.entries().get(0).refusal());
        return plugins;
    }
}
