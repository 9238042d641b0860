// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.connect;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.YamlFile;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The file a secret of a destination stands in. Only one inside the configuration folder is
 * written; a secret that stands elsewhere is changed where it stands.
 */
public final class SecretFile {
    private static final Pattern FILE = Pattern.compile("\\$\\{file:([^}]+)}");
    private static final int LONGEST = 64 * 1024;

    private final Path folder;
    private final DestinationConfig destination;

    /**
     * The secrets of a destination as it is set up.
     *
     * @param folder the configuration folder
     */
    public SecretFile(Path folder, DestinationConfig destination) {
        this.folder = folder;
        this.destination = destination;
    }

    /**
     * Puts a new value in the place of a secret; whoever reads sees the old one or the new one.
     *
     * @param setting its name; may be empty when the destination has one secret only
     * @return the name of the setting
     * @throws NotWrittenException saying what to do instead; never shows a value
     */
    public String replace(String setting, String value) {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new NotWrittenException(
                    "the new value must have 1 to " + LONGEST + " characters");
        }
        String name = named(setting);
        SecretText.requireWhole(name, value);
        PrivateFile.writeSecret(place(name), value.strip() + "\n");
        return name;
    }

    private String named(String setting) {
        List<String> secrets =
                destination.destination().descriptor().settings().stream()
                        .filter(Setting::secret)
                        .map(Setting::name)
                        .filter(name -> !destination.settings().list(name).isEmpty())
                        .toList();
        if (setting.isEmpty() && secrets.size() == 1) {
            return secrets.get(0);
        }
        if (!secrets.contains(setting)) {
            throw new NotWrittenException(
                    secrets.isEmpty()
                            ? destination.id() + " has no secret"
                            : "say which secret is meant: " + String.join(", ", secrets));
        }
        return setting;
    }

    private Path place(String setting) {
        String text = reference(setting);
        Matcher file = FILE.matcher(text);
        if (!file.matches()) {
            throw new NotWrittenException(
                    "the secret \""
                            + setting
                            + "\" of "
                            + destination.id()
                            + " does not stand in a file ("
                            + (text.startsWith("${env:") ? text : "it is no reference")
                            + "); change it there and restart the node, or let "
                            + destination.file()
                            + " refer to a file: ${file:secrets/"
                            + destination.id()
                            + "."
                            + setting
                            + "}");
        }
        return inside(file.group(1));
    }

    private Path inside(String name) {
        try {
            Path root = folder.toRealPath();
            Path path = root.resolve(name).normalize();
            Path parent = path.getParent().toRealPath();
            if (path.startsWith(root) && parent.startsWith(root) && !Files.isSymbolicLink(path)) {
                return path;
            }
        } catch (IOException | InvalidPathException unreadable) {
            throw new NotWrittenException(
                    "the folder of ${file:" + name + "} cannot be read; check it", unreadable);
        }
        throw new NotWrittenException(
                "${file:"
                        + name
                        + "} leads out of the configuration folder; change the secret there");
    }

    /** What the destination's file says, not what stands behind it. */
    private String reference(String setting) {
        String name = "destinations/" + destination.id() + ".yaml";
        try {
            YamlFile file = YamlFile.read(name, Files.readAllBytes(folder.resolve(name)));
            List<String> texts =
                    Tree.root(file.tree()).at("/settings/" + setting).node() instanceof List<?> many
                            ? many.stream().map(String::valueOf).collect(Collectors.toList())
                            : Tree.root(file.tree())
                                    .find("/settings/" + setting)
                                    .map(one -> List.of(String.valueOf(one)))
                                    .orElse(List.of());
            if (texts.size() == 1) {
                return texts.get(0);
            }
        } catch (IOException unreadable) {
            throw new NotWrittenException("cannot read " + name + "; check it", unreadable);
        }
        throw new NotWrittenException(
                name + " gives no or several values for \"" + setting + "\"; change it there");
    }
}
