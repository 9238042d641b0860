// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

/**
 * One thing wrong with a configuration file.
 *
 * @param file file name as the operator knows it
 * @param line 1-based, 0 when the whole file is meant
 * @param column 1-based
 * @param message what is wrong and what to do
 */
public record ConfigProblem(String file, int line, int column, String message)
        implements Comparable<ConfigProblem> {

    @Override
    public int compareTo(ConfigProblem other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0
                ? byFile
                : Integer.compare(line * 10_000 + column, other.line * 10_000 + other.column);
    }

    /** {@code file:line:column: message}. */
    @Override
    public String toString() {
        return line == 0
                ? file + ": " + message
                : file + ":" + line + ":" + column + ": " + message;
    }
}
