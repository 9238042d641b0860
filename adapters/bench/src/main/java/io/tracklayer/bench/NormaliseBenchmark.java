// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import io.tracklayer.core.normalise.Normalised;
import io.tracklayer.core.normalise.Normaliser;
import io.tracklayer.spi.Observation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One observed purchase made canonical. */
@State(Scope.Benchmark)
public class NormaliseBenchmark {
    private final Normaliser normaliser = new Normaliser();
    private final Observation observation = GivenPurchase.observed();
    private final Normaliser.Context context = GivenPurchase.context("1-0");

    @Benchmark
    public Normalised normalise() {
        return normaliser.normalise(observation, context);
    }
}
