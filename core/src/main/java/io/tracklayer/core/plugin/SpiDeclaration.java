// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import io.tracklayer.spi.SpiVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Which version of the SPI a jar says it was built against. */
final class SpiDeclaration {
    static final String UNKNOWN = "unknown";

    private static final Attributes.Name ATTRIBUTE = new Attributes.Name(SpiVersion.ATTRIBUTE);

    private SpiDeclaration() {}

    /**
     * The version that the manifest names, else the one in the pom that Maven puts into a jar, else
     * {@value #UNKNOWN}.
     *
     * @throws RefusedPluginException if this host cannot run it
     */
    static String require(List<Map<String, byte[]>> jars) throws RefusedPluginException {
        Optional<String> said =
                jars.stream()
                        .map(jar -> PluginArchive.attribute(jar, ATTRIBUTE))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .or(() -> jars.stream().flatMap(jar -> pom(jar).stream()).findFirst());
        if (said.isEmpty()) {
            return UNKNOWN;
        }
        SpiVersion built =
                SpiVersion.parse(said.get())
                        .orElseThrow(
                                () ->
                                        new RefusedPluginException(
                                                "it names the SPI version \""
                                                        + said.get()
                                                        + "\", which is none"));
        if (!SpiVersion.CURRENT.runs(built)) {
            throw new RefusedPluginException(
                    "it was built against SPI "
                            + built
                            + ", this node has "
                            + SpiVersion.CURRENT
                            + "; install a version of it for this node");
        }
        return built.toString();
    }

    private static Optional<String> pom(Map<String, byte[]> jar) {
        return jar.entrySet().stream()
                .filter(entry -> entry.getKey().matches("META-INF/maven/[^/]+/[^/]+/pom\\.xml"))
                .flatMap(entry -> dependency(entry.getValue()).stream())
                .findFirst();
    }

    private static Optional<String> dependency(byte[] pom) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(pom));
            NodeList all = document.getElementsByTagName("dependency");
            for (int i = 0; i < all.getLength(); i++) {
                Element dependency = (Element) all.item(i);
                if (text(dependency, "artifactId").equals("tracklayer-spi")) {
                    return resolved(document, text(dependency, "version"));
                }
            }
        } catch (IOException | ParserConfigurationException | SAXException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** A version that comes from another pom cannot be known. */
    private static Optional<String> resolved(Document pom, String version) {
        String given =
                version.startsWith("${")
                        ? text(pom.getDocumentElement(), version.substring(2, version.length() - 1))
                        : version;
        return Optional.of(given).filter(text -> !text.isEmpty() && !text.startsWith("${"));
    }

    private static String text(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }
}
