// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The sandbox as a process of its own, so that its work is not the node's. */
final class Platforms implements AutoCloseable {
    private final Child process;
    private final String address;

    private Platforms(Child process) {
        this.process = process;
        this.address = process.awaitReady().address().toString();
    }

    static Platforms start(Path folder) {
        return new Platforms(
                Child.start(
                        folder.resolve("sandbox.log"),
                        "sandbox listening on ",
                        List.of("-Xmx512m"),
                        "io.tracklayer.sandbox.SandboxMain",
                        "--port",
                        "0"));
    }

    String address() {
        return address;
    }

    void register(List<Map<String, Object>> accounts) {
        new HttpReader(URI.create(address)).post("/control/accounts", accounts);
    }

    @Override
    public void close() {
        process.close();
    }
}
