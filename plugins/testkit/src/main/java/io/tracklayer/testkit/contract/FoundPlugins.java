// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.TrackLayerPlugin;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The plugins a class loader finds.
 *
 * @param plugins those that could be made
 * @param problems a sentence for each that could not
 */
public record FoundPlugins(List<TrackLayerPlugin> plugins, List<String> problems) {
    /** Where a jar names its plugin. */
    public static final String SERVICE_FILE =
            "META-INF/services/" + TrackLayerPlugin.class.getName();

    public FoundPlugins {
        plugins = List.copyOf(plugins);
        problems = List.copyOf(problems);
    }

    /** Looks through all service files of the loader. */
    public static FoundPlugins in(ClassLoader loader) {
        List<TrackLayerPlugin> plugins = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Iterator<TrackLayerPlugin> found =
                ServiceLoader.load(TrackLayerPlugin.class, loader).iterator();
        while (true) {
            try {
                plugins.add(found.next());
            } catch (NoSuchElementException end) {
                return new FoundPlugins(plugins, problems);
            } catch (ServiceConfigurationError unusable) {
                problems.add(unusable.getMessage());
            } catch (LinkageError unusable) {
                problems.add(unusable.toString());
            }
        }
    }
}
