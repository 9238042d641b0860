// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.WindowPages;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.routes.operator.OperatorDesk;
import io.tracklayer.routes.operator.OperatorRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The diagnosis of a window of time. */
record WindowDesk(WindowPages pages) implements OperatorDesk {
    @Override
    public boolean serves(String method, String path) {
        return method.equals("GET") && pages.serves(path);
    }

    @Override
    public boolean scoped() {
        return true;
    }

    @Override
    public HttpOutput answer(OperatorRequest request) {
        return pages.get(request.path(), request.query(), request.operator());
    }

    /** When the file of a destination was last written; empty when it is gone or unreadable. */
    static Optional<Instant> changed(Path configFolder, DestinationConfig destination) {
        Path file = configFolder.resolve("destinations").resolve(destination.id() + ".yaml");
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
