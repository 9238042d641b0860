// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Placeholder until the next edit. */
@Command(name = "doctor")
final class DoctorCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
