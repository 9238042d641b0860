// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.operator;

import java.util.regex.Pattern;

/** Where a login leads to: a path of this node, whatever a link asked for. */
public final class LocalPath {
    private static final Pattern PATH = Pattern.compile("/(?![/\\\\])[!-~&&[^\\\\]]{0,1000}");

    private LocalPath() {}

    /** The path, or the first page when it is none of ours. */
    public static String of(String asked) {
        return asked != null && PATH.matcher(asked).matches() ? asked : "/";
    }
}
