// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.Observation.Builder;
import java.util.List;

/** {@code customer/created} and {@code customer/updated}: who somebody is, and no event. */
final class RechargeCustomer implements RechargeTopics.Reader {

    @Override
    public List<Decoded> read(RechargeMessage message) {
        Builder builder = message.identity().timing(message.time("/updated_at", "/created_at"));
        RechargePerson.read(builder, message);
        return List.of(new Decoded.Identified(builder.build()));
    }
}
