// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.decide.Decider;

/** Set-up and rules as they stand at one moment; an event is decided wholly by one of them. */
public record ActiveConfiguration(Configuration configuration, Decider decider) {}
