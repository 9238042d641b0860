// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import io.tracklayer.spi.SourceMemory;
import java.util.Optional;

/** A memory lent to a plugin's thread, which may go on after nobody waits for it any more. */
final class MemoryLease implements SourceMemory, AutoCloseable {
    private final SourceMemory memory;
    private boolean ended;

    MemoryLease(SourceMemory memory) {
        this.memory = memory;
    }

    @Override
    public synchronized Optional<String> recall(String key) {
        check();
        return memory.recall(key);
    }

    @Override
    public synchronized void remember(String key, String text) {
        check();
        memory.remember(key, text);
    }

    @Override
    public synchronized void close() {
        ended = true;
    }

    private void check() {
        if (ended) {
            throw new IllegalStateException("the memory is used after decode returned");
        }
    }
}
