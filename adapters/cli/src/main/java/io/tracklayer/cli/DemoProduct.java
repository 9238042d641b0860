// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.math.BigDecimal;

/** Something a demo shop sells. */
record DemoProduct(long id, long variant, String sku, String name, BigDecimal price) {}
