// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.access.Operators;
import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.config.OperatorsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code operators.yaml}: read at start and looked at like the rest of the configuration, but by
 * itself. A file that is wrong, or gone, changes nothing: nobody gets in for that.
 */
final class OperatorsWatch {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorsWatch.class);
    private static final String NONE = "";

    private final Path folder;
    private final Supplier<Configuration> configuration;
    private volatile Operators read;
    private volatile List<String> problems = List.of();
    private String inForce;
    private String candidate;

    OperatorsWatch(Path folder, Supplier<Configuration> configuration)
            throws InvalidConfigException {
        this.folder = folder;
        this.configuration = configuration;
        this.inForce = text();
        this.read = OperatorsReader.read(folder, configuration.get().merchants());
    }

    /** Who may operate the node now. */
    Operators operators() {
        return read.with(configuration.get().node().adminToken());
    }

    /** Why the file as it stands is not in force; empty when it is. */
    List<String> problems() {
        return problems;
    }

    /**
     * Looks whether the file changed; true when it is now in force. It must read the same twice.
     */
    boolean refresh() {
        String text = text();
        if (text.equals(inForce)) {
            candidate = null;
            problems = List.of();
            return false;
        }
        if (!text.equals(candidate)) {
            candidate = text;
            return false;
        }
        return enforce(text);
    }

    private boolean enforce(String text) {
        try {
            if (text.equals(NONE) && !read.accounts().isEmpty()) {
                throw new InvalidConfigException(
                        List.of(
                                new ConfigProblem(
                                        OperatorsReader.NAME,
                                        0,
                                        0,
                                        "the file is gone. Put it back; to do without operators, restart the node")));
            }
            read = OperatorsReader.read(folder, configuration.get().merchants());
            inForce = text;
            problems = List.of();
            LOG.info("{} changed and is in force: {}", OperatorsReader.NAME, read);
            return true;
        } catch (InvalidConfigException invalid) {
            refuse(invalid.problems().stream().map(ConfigProblem::toString).toList());
            return false;
        }
    }

    private void refuse(List<String> found) {
        if (!found.equals(problems)) {
            LOG.error(
                    "{} has problems; the operators known before stay:\n{}",
                    OperatorsReader.NAME,
                    String.join("\n", found));
        }
        problems = found;
    }

    /** What stands in the file; empty when there is none. */
    private String text() {
        Path file = folder.resolve(OperatorsReader.NAME);
        try {
            return Files.exists(file)
                    ? "file " + new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    : NONE;
        } catch (IOException changing) {
            return "unreadable";
        }
    }
}
