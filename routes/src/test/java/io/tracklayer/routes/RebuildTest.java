// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The evidence is made from the journal again when its files are gone. */
class RebuildTest {
    // more than one unit of work holds, so that outcomes are read later than their orders
    private static final long ORDERS = 600;

    @TempDir Path folder;

    /** What a machine that lost power, or a person, can do to the files. */
    private enum Damage {
        DELETED {
            @Override
            void to(Path evidence) throws IOException {
                delete(evidence);
            }
        },
        GARBLED {
            @Override
            void to(Path evidence) throws IOException {
                Files.writeString(evidence.resolve("evidence.script"), "these are not the rows");
            }
        };

        abstract void to(Path evidence) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void aLostEvidenceStoreIsMadeAgainFromTheJournalAndNothingIsSentTwice(Damage damage)
            throws Exception {
        try (Shop shop = Shop.open(folder)) {
            shop.whileRunning(
                    node -> {
                        LongStream.rangeClosed(1, ORDERS)
                                .parallel()
                                .forEach(o -> assertEquals(200, shop.order(node, o).status()));
                        awaitAllDelivered(node);
                    });
            damage.to(folder.resolve("data/evidence"));
            shop.whileRunning(
                    node -> {
                        awaitAllDelivered(node);
                        for (String platform : List.of("meta", "webhook")) {
                            Map<String, Object> held = shop.held(platform);
                            assertEquals(ORDERS, held.get("stored"), platform);
                            assertEquals(0L, held.get("deduplicated"), platform);
                        }
                    });
        }
    }

    private static void awaitAllDelivered(Web node) {
        Awaitility.await("every order delivered twice")
                .atMost(Web.PATIENCE)
                .untilAsserted(
                        () ->
                                assertEquals(
                                        Map.of(
                                                "meta delivered",
                                                ORDERS,
                                                "warehouse delivered",
                                                ORDERS),
                                        node.deliveryCounts()));
    }

    static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(
                            file -> {
                                try {
                                    Files.delete(file);
                                } catch (IOException failed) {
                                    throw new UncheckedIOException(failed);
                                }
                            });
        }
    }
}
