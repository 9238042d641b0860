// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Holds for every operator's route: of the headers a message comes with, only those stay that the
 * component itself has made and needs. A sender's record headers and properties could otherwise
 * name a file, a topic or an address to a later step.
 */
final class FeedPolicy extends RoutePolicySupport {
    private static final String OF_FILES = "CamelFile";

    private final Activities activities;
    private final Secrets secrets;

    FeedPolicy(Activities activities, Secrets secrets) {
        this.activities = activities;
        this.secrets = secrets;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        Topics.begin(exchange);
        boolean file = route.getEndpoint() instanceof GenericFileEndpoint;
        exchange.getMessage()
                .getHeaders()
                .keySet()
                .removeIf(name -> !file || !name.startsWith(OF_FILES));
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (!exchange.isFailed()) {
            Topics.commit(exchange);
            return;
        }
        Throwable failure = exchange.getException();
        if (failure == null) {
            failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        }
        if (failure != null) {
            activities.of(route.getRouteId()).failed(secrets.said(failure));
        }
    }
}
