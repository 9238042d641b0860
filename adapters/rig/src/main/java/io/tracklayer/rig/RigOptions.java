// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a scenario is played.
 *
 * @param folder where logs and data of all runs go
 * @param kills random kills in all
 * @param clients senders at the same time
 * @param events messages acknowledged at least, over the whole run
 * @param times how often a fault is repeated where it is not a kill
 * @param syscall the system call of exact kills
 * @param upto exact kills happen at call number 1 to this one
 * @param paceMillis how long each client rests after a message
 * @param pause how long a stopped process sleeps
 */
record RigOptions(
        Path folder,
        long seed,
        int kills,
        int clients,
        int events,
        int times,
        String syscall,
        int upto,
        long paceMillis,
        Duration pause) {
    RigOptions withSyscall(String other) {
        return new RigOptions(
                folder, seed, kills, clients, events, times, other, upto, paceMillis, pause);
    }
}
