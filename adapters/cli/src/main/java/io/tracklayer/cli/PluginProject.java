// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import io.tracklayer.spi.SpiVersion;
import io.tracklayer.spi.TrackLayerPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Maven project with one destination to fill in, which builds and passes its tests as it is. */
final class PluginProject {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern TRACKLAYER =
            Pattern.compile("<tracklayer\\.version>([^<]+)</tracklayer\\.version>");
    private static final int LONGEST = 40;

    // A package may not be called like a word of the language.
    private static final Set<String> WORDS =
            Set.of(
                    "abstract",
                    "assert",
                    "boolean",
                    "break",
                    "byte",
                    "case",
                    "catch",
                    "char",
                    "class",
                    "const",
                    "continue",
                    "default",
                    "do",
                    "double",
                    "else",
                    "enum",
                    "extends",
                    "false",
                    "final",
                    "finally",
                    "float",
                    "for",
                    "goto",
                    "if",
                    "implements",
                    "import",
                    "instanceof",
                    "int",
                    "interface",
                    "long",
                    "native",
                    "new",
                    "null",
                    "package",
                    "private",
                    "protected",
                    "public",
                    "return",
                    "short",
                    "static",
                    "strictfp",
                    "super",
                    "switch",
                    "synchronized",
                    "this",
                    "throw",
                    "throws",
                    "transient",
                    "true",
                    "try",
                    "void",
                    "volatile",
                    "while");

    private final String name;
    private final String inPackage;
    private final String type;

    /**
     * @param name id of the plugin and of its destination
     */
    PluginProject(String name) {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST) {
            throw new CliFailure(
                    "\"" + name + "\" cannot be an id; use lower-case letters, digits and dashes");
        }
        this.name = name;
        String joined = name.replace("-", "");
        this.inPackage = WORDS.contains(joined) ? joined + "plugin" : joined;
        this.type =
                Arrays.stream(name.split("-"))
                        .map(
                                word ->
                                        word.substring(0, 1).toUpperCase(Locale.ROOT)
                                                + word.substring(1))
                        .collect(Collectors.joining());
    }

    /**
     * Writes the project.
     *
     * @return the folder
     */
    Path write(Path folder) {
        requireFree(folder);
        files().forEach((file, text) -> write(folder.resolve(file), text));
        return folder;
    }

    private static void requireFree(Path folder) {
        try (Stream<Path> there = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            if (there.findAny().isPresent()) {
                throw new CliFailure(folder + " is not empty; name another folder with --folder");
            }
        } catch (IOException unreadable) {
            throw new CliFailure(
                    folder + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private Map<String, String> files() {
        String main = "src/main/java/com/example/" + inPackage + "/" + type;
        String test = "src/test/java/com/example/" + inPackage + "/" + type;
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", filled("pom.xml"));
        files.put("README.md", filled("README.md"));
        files.put(main + "Plugin.java", filled("Plugin.java"));
        files.put(main + "Destination.java", filled("Destination.java"));
        files.put(test + "DestinationTest.java", filled("DestinationTest.java"));
        files.put(
                "src/main/resources/META-INF/services/" + TrackLayerPlugin.class.getName(),
                "com.example." + inPackage + "." + type + "Plugin\n");
        files.put(".gitignore", "target/\n");
        return files;
    }

    private String filled(String template) {
        return template(template)
                .replace("%name%", name)
                .replace("%package%", inPackage)
                .replace("%Type%", type)
                .replace("%spi%", SpiVersion.CURRENT.toString())
                .replace("%tracklayer%", version());
    }

    private static String version() {
        Matcher version = TRACKLAYER.matcher(template("pom.xml"));
        return version.find() ? version.group(1) : "";
    }

    private static String template(String name) {
        try (InputStream in =
                PluginProject.class.getResourceAsStream("plugin-project/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new CliFailure("the program is damaged: " + broken.getMessage(), broken);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new CliFailure(file + " cannot be written: " + failed.getMessage(), failed);
        }
    }
}
