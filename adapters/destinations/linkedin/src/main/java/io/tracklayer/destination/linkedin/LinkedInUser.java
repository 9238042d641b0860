// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.identity.PublicAddress;
import io.tracklayer.spi.identity.Rules;
import io.tracklayer.spi.identity.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The block {@code user} (Conversions API: schema). */
final class LinkedInUser {
    private static final Pattern CLICK_ID = Pattern.compile("[A-Za-z0-9._~%-]{1,256}");
    private static final Pattern LEAD = Pattern.compile("urn:li:[A-Za-z]+:\\S{1,200}");

    private final Event event;
    private final Settings settings;
    private final LinkedInVersion version;
    private final List<String> warnings;
    private final List<Map<String, Object>> ids = new ArrayList<>();

    LinkedInUser(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.version = LinkedInVersion.of(settings);
        this.warnings = warnings;
    }

    /**
     * All usable identifiers; {@code userIds} is there even when it is empty, as LinkedIn demands.
     *
     * @param byBuyer whether the buyer's own device made the event; a job's address is not the
     *     buyer's
     */
    Map<String, Object> collect(boolean byBuyer) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("userIds", ids);
        email();
        clickId();
        if (byBuyer) {
            address();
        }
        property(LinkedInSettings.ACXIOM_PROPERTY).ifPresent(id -> add("ACXIOM_ID", id));
        property(LinkedInSettings.GOOGLE_AD_ID_PROPERTY)
                .flatMap(LinkedInRules.AD_ID::plain)
                .ifPresent(id -> add("GOOGLE_AID", id));
        Map<String, Object> person =
                new LinkedInPerson(event, settings, version, warnings).collect();
        if (!person.isEmpty()) {
            user.put("userInfo", person);
        }
        externalId().ifPresent(id -> user.put("externalIds", List.of(id)));
        property(LinkedInSettings.LEAD_PROPERTY)
                .filter(LEAD.asMatchPredicate())
                .ifPresent(lead -> user.put("lead", lead));
        return user;
    }

    /** Nothing but the click id. */
    Map<String, Object> collectClickId(String reason) {
        warnings.add("only the click id was sent, because of click-id-only: " + reason);
        clickId();
        return Map.of("userIds", ids);
    }

    /** Whether LinkedIn takes an event of this user. */
    boolean sufficient(Map<String, Object> user) {
        return !ids.isEmpty()
                || user.containsKey("userInfo")
                || user.containsKey("externalIds")
                || version.takesLeadAlone() && user.containsKey("lead");
    }

    private void email() {
        Optional<Sha256> hash = event.text(EventField.EMAIL).flatMap(LinkedInRules.EMAIL::hash);
        hash.ifPresent(found -> add("SHA256_EMAIL", found.hex()));
        warnIfLost(EventField.EMAIL, hash, "LinkedIn cannot use it as it was given");
    }

    private void clickId() {
        Optional<String> id =
                event.clickId(EventField.LI_FAT_ID)
                        .map(ClickId::value)
                        .map(String::strip)
                        .filter(CLICK_ID.asMatchPredicate());
        id.ifPresent(found -> add("LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID", found));
        warnIfLost(EventField.LI_FAT_ID, id, "it is no click id of LinkedIn");
    }

    private void address() {
        String form = settings.text(LinkedInSettings.IP);
        Optional<String> address =
                event.text(EventField.CLIENT_IP)
                        .flatMap(PublicAddress::find)
                        .filter(found -> !found.contains(":"));
        if (form.equals("omit")) {
            return;
        }
        boolean hashed = form.equals("hashed");
        if (hashed ? !version.takesHashedAddress() : !version.takesPlainAddress()) {
            warnIfLost(
                    EventField.CLIENT_IP,
                    Optional.empty(),
                    "version " + version.number() + " takes no address in the form " + form);
            return;
        }
        address.ifPresent(
                found ->
                        add(
                                hashed ? "SHA256_IP_ADDRESS" : "PLAINTEXT_IP_ADDRESS",
                                hashed ? Sha256.of(found).hex() : found));
        warnIfLost(EventField.CLIENT_IP, address, "LinkedIn takes public IPv4 addresses only");
    }

    private Optional<String> externalId() {
        if (settings.text(LinkedInSettings.EXTERNAL_ID).equals("omit")) {
            return Optional.empty();
        }
        Optional<String> key =
                event.text(EventField.EXTERNAL_ID)
                        .flatMap(Rules.AS_IS::normalise)
                        .filter(found -> !found.contains("@"));
        warnIfLost(EventField.EXTERNAL_ID, key, "an e-mail address is not sent in plain");
        return key;
    }

    private Optional<String> property(String setting) {
        return property(event, settings, setting);
    }

    /** The text of the property that setting names. */
    static Optional<String> property(Event event, Settings settings, String setting) {
        return settings.find(setting)
                .flatMap(name -> Tree.root(event.properties()).text("/" + name.strip()))
                .map(String::strip);
    }

    private void add(String type, String value) {
        Map<String, Object> id = new LinkedHashMap<>();
        id.put("idType", type);
        id.put("idValue", value);
        ids.add(id);
    }

    private void warnIfLost(EventField field, Optional<?> sent, String why) {
        if (event.has(field) && sent.isEmpty()) {
            warnings.add(field.path() + " was left out: " + why);
        }
    }
}
