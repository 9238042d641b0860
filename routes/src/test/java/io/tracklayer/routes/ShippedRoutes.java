// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.spi.RoutesLoader;

/** The route files of the product, loaded by name into a context with doubles for their beans. */
final class ShippedRoutes {
    private ShippedRoutes() {}

    static void load(CamelContext camel, String... files) throws Exception {
        ExtendedCamelContext extended = camel.getCamelContextExtension();
        for (String file : files) {
            extended.getContextPlugin(RoutesLoader.class)
                    .loadRoutes(
                            extended.getContextPlugin(ResourceLoader.class)
                                    .resolveResource(
                                            "classpath:io/tracklayer/routes/yaml/"
                                                    + file
                                                    + ".camel.yaml"));
        }
    }
}
