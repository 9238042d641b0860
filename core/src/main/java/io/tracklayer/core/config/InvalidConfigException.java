// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; carries every problem found, not only the first. */
public final class InvalidConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    public InvalidConfigException(List<ConfigProblem> problems) {
        super(
                problems.stream()
                        .sorted()
                        .map(ConfigProblem::toString)
                        .collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().toList();
    }

    /** All problems, by file and line. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
