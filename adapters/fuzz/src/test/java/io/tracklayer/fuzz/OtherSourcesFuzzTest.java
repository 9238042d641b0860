// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Set;

/** Sources that have no class of their own here. */
class OtherSourcesFuzzTest {
    private static final Set<String> KNOWN =
            Set.of("segment", "browser", "shopify", "ga4-collect", "sgtm");
    private static final List<Decoding> OTHERS =
            Decoding.all().stream()
                    .filter(source -> !KNOWN.contains(source.descriptor().id()))
                    .map(Decoding::new)
                    .toList();

    @FuzzTest(maxDuration = "2m")
    void everyRequestIsReadOrSaidToBeMalformed(byte[] written) {
        OTHERS.forEach(decoding -> decoding.run(written));
    }
}
