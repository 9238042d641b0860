// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

class GoogleTagFuzzTest {
    private static final Decoding DECODING = Decoding.of("ga4-collect");

    @FuzzTest(maxDuration = "2m")
    void everyRequestIsReadOrSaidToBeMalformed(byte[] written) {
        DECODING.run(written);
    }
}
