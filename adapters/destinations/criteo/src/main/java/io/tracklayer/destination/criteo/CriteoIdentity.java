// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.identity.Md5;
import io.tracklayer.spi.identity.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The block {@code id}. */
final class CriteoIdentity {
    /** Lifetime of the cookie crto_mapped_user_id. */
    private static final Duration FRESH = Duration.ofDays(3);

    /** Hashes of no text, which some senders give for an address they do not know. */
    private static final Md5 MD5_OF_NOTHING = Md5.of("");

    private static final Sha256 SHA256_OF_NOTHING = Sha256.of("");

    private final Event event;
    private final Settings settings;
    private final Instant now;
    private final List<String> warnings;
    private final Map<String, Object> id = new LinkedHashMap<>();

    CriteoIdentity(Event event, Settings settings, Instant now, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.now = now;
        this.warnings = warnings;
    }

    /**
     * All usable identifiers; empty when there is none.
     *
     * @param byBuyer whether the buyer's own browser made the event; a job has no cookie of it
     * @param identifies whether the e-mail address may be used
     */
    Map<String, Object> collect(boolean byBuyer, boolean identifies) {
        if (byBuyer) {
            event.clickId(EventField.CRITEO_GUM).ifPresent(this::mappedUser);
        }
        Optional<String> email = event.text(EventField.EMAIL);
        if (identifies) {
            email.ifPresent(this::email);
        } else if (email.isPresent()) {
            warnings.add("user.email was left out: ad_user_data is not granted");
        }
        return id;
    }

    private void mappedUser(ClickId gum) {
        Optional<String> callerId = settings.find(CriteoSettings.CALLER_ID);
        String user = gum.value().strip();
        if (callerId.isEmpty()) {
            warnings.add("click_ids.criteo_gum was left out: it is of no use without caller-id");
        } else if (gum.seen().filter(seen -> seen.isBefore(now.minus(FRESH))).isPresent()) {
            warnings.add("click_ids.criteo_gum was left out: it was seen more than 3 days ago");
        } else if (!user.isEmpty()) {
            id.put("mapping_key", callerId.get().strip());
            id.put("mapped_user_id", user);
        }
    }

    private void email(String given) {
        Map<String, Object> hashes = hashes(CriteoRules.trim(given));
        if (hashes.isEmpty()) {
            warnings.add("user.email was left out: Criteo cannot use it as it was given");
        } else {
            id.put("email", hashes);
        }
    }

    private static Map<String, Object> hashes(String email) {
        Optional<String> plain = CriteoRules.email(email);
        Map<String, Object> hashes = new LinkedHashMap<>();
        Optional<Md5> md5 =
                plain.map(Md5::of)
                        .or(() -> Md5.recognise(email))
                        .filter(hash -> !hash.equals(MD5_OF_NOTHING));
        md5.ifPresent(hash -> hashes.put("md5", hash.hex()));
        plain.map(Sha256::of)
                .or(() -> Sha256.recognise(email))
                .filter(hash -> !hash.equals(SHA256_OF_NOTHING))
                .ifPresent(hash -> hashes.put("sha256", hash.hex()));
        md5.ifPresent(hash -> hashes.put("sha256_md5", Sha256.of(hash.hex()).hex()));
        return hashes;
    }
}
