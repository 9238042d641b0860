// SPDX-License-Identifier: Apache-2.0
/**
 * Any Camel endpoint as a destination, for warehouses, queues and files. The plugin makes the
 * messages; the node hands them to the endpoint (Apache Camel 4.18 component reference).
 */
package io.tracklayer.destination.camel;
