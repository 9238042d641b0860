// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

/**
 * A rule as a person reads it.
 *
 * @param id unique over all files
 * @param file name of the file it stands in
 * @param line where it begins in the file
 * @param description why it exists
 * @param what its conditions and effect in one line
 */
public record RuleDescription(String id, String file, int line, String description, String what) {

    /** {@code file:line}. */
    public String location() {
        return file + ":" + line;
    }
}
