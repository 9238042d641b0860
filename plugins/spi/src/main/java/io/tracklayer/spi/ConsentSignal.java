// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.List;

/** A consent signal in the form in which it travels. What it means is the host's work. */
public enum ConsentSignal {
    /** An IAB TC string, version 2. */
    TCF("tcf", "tc_string", "tcString", "gdpr_consent"),
    /** Whether the GDPR applies, as the consent platform says: a flag, 1 or 0. */
    GDPR_APPLIES("gdpr_applies", "gdprApplies", "gdpr"),
    /** Google's additional consent string, {@code 2~id.id~dv.id.id}. */
    ADDTL_CONSENT("addtl_consent", "addtlConsent"),
    /** An IAB GPP string. */
    GPP("gpp", "gpp_string", "gppString"),
    /** The sections of the GPP string that apply: numbers between commas or underscores. */
    GPP_SID("gpp_sid", "applicableSections"),
    /** An IAB US Privacy string, e.g. {@code 1YNN}. */
    US_PRIVACY("us_privacy", "usp", "uspString"),
    /** Global Privacy Control: a flag, 1 or 0. */
    GPC("gpc", "globalPrivacyControl"),
    /** Google consent mode, short form, e.g. {@code G101}. */
    GCS("gcs"),
    /** Google consent mode, long form, e.g. {@code 13r3r3r2r5l1}. */
    GCD("gcd"),
    /** Google's "no personalised ads": a flag, 1 or 0. */
    NPA("npa"),
    /** A named state of Google consent mode: a state or a flag. */
    AD_STORAGE("ad_storage"),
    /** A named state of Google consent mode: a state or a flag. */
    ANALYTICS_STORAGE("analytics_storage"),
    /** A named state of Google consent mode: a state or a flag. */
    AD_USER_DATA("ad_user_data"),
    /** A named state of Google consent mode: a state or a flag. */
    AD_PERSONALIZATION("ad_personalization"),
    /** Shopify: analytics allowed now; a flag, or yes, no or nothing. */
    SHOPIFY_ANALYTICS("shopify_analytics", "analyticsProcessingAllowed"),
    /** Shopify: marketing allowed now; a flag, or yes, no or nothing. */
    SHOPIFY_MARKETING("shopify_marketing", "marketingAllowed"),
    /** Shopify: sale of data allowed now; a flag, or yes, no or nothing. */
    SHOPIFY_SALE_OF_DATA("shopify_sale_of_data", "saleOfDataAllowed");

    private final String wire;
    private final List<String> aliases;

    ConsentSignal(String wire, String... aliases) {
        this.wire = wire;
        this.aliases = List.of(aliases);
    }

    /** The name under which it is kept as evidence. */
    public String wire() {
        return wire;
    }

    /** Other names under which it is sent. */
    public List<String> aliases() {
        return aliases;
    }
}
