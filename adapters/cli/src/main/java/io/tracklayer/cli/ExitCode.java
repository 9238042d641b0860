// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

/** What a command tells the shell. */
final class ExitCode {
    static final int DONE = 0;

    /** It failed, found nothing, or found what is wrong. */
    static final int FAILED = 1;

    static final int WRONG_USAGE = 2;

    /** No node answers at the address. */
    static final int NODE_SILENT = 3;

    /** Nothing was done, because nobody said yes. */
    static final int NOT_AGREED = 4;

    private ExitCode() {}
}
