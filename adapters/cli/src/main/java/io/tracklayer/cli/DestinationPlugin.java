// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import io.tracklayer.spi.Setting;
import java.util.List;

/**
 * A destination that can be set up.
 *
 * @param id what a destination's file names as its plugin
 * @param settings what it can be told
 */
record DestinationPlugin(String id, List<Setting> settings) {}
