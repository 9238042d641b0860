// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every field a canonical event can carry, once: its path in JSON, its type, which copy of an
 * action wins when two disagree, and which class of personal data it is. Merging, provenance,
 * stripping, the JSON form, the JSON Schemas and docs/events.md all read this table. It is long
 * because it is a table.
 */
public enum EventField {
    CUSTOM_NAME(
            "custom_name",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "Original name of a custom event."),
    ORDER_ID(
            "order_id",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "The shop's order id, as text."),
    ORDER_NAME(
            "order_name",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "What people call the order, e.g. #1001; display only."),
    VALUE(
            "value",
            FieldType.MONEY,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "Order total in major units: taxes and shipping included, discounts taken off. For refunds the amount given back, positive."),
    CURRENCY(
            "currency",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "ISO 4217 code, upper case, of every amount of the event."),
    SUBTOTAL(
            "subtotal",
            FieldType.MONEY,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "Sum of the lines after discounts, before shipping."),
    TAX("tax", FieldType.MONEY, Authority.ORDER_SYSTEM, Privacy.NONE, "Total tax."),
    SHIPPING("shipping", FieldType.MONEY, Authority.ORDER_SYSTEM, Privacy.NONE, "Shipping price."),
    DISCOUNT(
            "discount",
            FieldType.MONEY,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "Total discount, positive."),
    COUPON("coupon", FieldType.TEXT, Authority.ORDER_SYSTEM, Privacy.NONE, "First coupon code."),
    PAYMENT_TYPE(
            "payment_type",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "How it was paid, e.g. card."),
    SHIPPING_TIER(
            "shipping_tier",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "Chosen shipping method."),
    ORDER_SOURCE(
            "order_source",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "Where the shop says the order came from, e.g. web, pos."),
    CUSTOMER_TYPE(
            "customer_type",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "new or returning."),
    PREDICTED_LTV(
            "predicted_ltv",
            FieldType.MONEY,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "Predicted lifetime value."),
    REFUND_ID(
            "refund_id",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "The shop's refund id."),
    SUBSCRIPTION_ID(
            "subscription_id",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "The subscription contract's id."),
    CHECKOUT_TOKEN(
            "checkout_token",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "Joins a checkout's pixel events with its order."),
    CART_TOKEN(
            "cart_token",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "Joins a cart with its order."),
    ITEMS(
            "items",
            FieldType.ITEMS,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "The lines, at most 1,000."),
    SEARCH_QUERY(
            "search_query",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.NONE,
            "What was searched for."),
    COLLECTION_ID(
            "collection_id",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.NONE,
            "Id of the product list."),
    COLLECTION_NAME(
            "collection_name",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.NONE,
            "Name of the product list."),
    FORM_NAME("form_name", FieldType.TEXT, Authority.BROWSER, Privacy.NONE, "Name of the form."),
    METHOD(
            "method",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.NONE,
            "How somebody signed up or in, e.g. email."),
    PAGE_URL(
            "page.url",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.NONE,
            "Full address of the page."),
    PAGE_REFERRER(
            "page.referrer",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.NONE,
            "Address of the page before."),
    PAGE_TITLE("page.title", FieldType.TEXT, Authority.BROWSER, Privacy.NONE, "Title of the page."),
    LANDING_URL(
            "page.landing_url",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.NONE,
            "First page of the session, with its query."),
    EMAIL(
            "user.email",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.IDENTIFIER,
            "E-mail address as given, or its SHA-256 in hex when the source hashed it."),
    PHONE(
            "user.phone",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.IDENTIFIER,
            "E.164 with plus, or its SHA-256 in hex when the source hashed it."),
    FIRST_NAME(
            "user.first_name",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.IDENTIFIER,
            "Given name as given, or its SHA-256 in hex."),
    LAST_NAME(
            "user.last_name",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.IDENTIFIER,
            "Family name as given, or its SHA-256 in hex."),
    STREET(
            "user.street",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.IDENTIFIER,
            "Street and number."),
    CITY("user.city", FieldType.TEXT, Authority.ORDER_SYSTEM, Privacy.IDENTIFIER, "Town."),
    STATE(
            "user.state",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.IDENTIFIER,
            "State or province: code when the source has one, else name."),
    POSTAL_CODE(
            "user.postal_code",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.IDENTIFIER,
            "Postal code."),
    COUNTRY(
            "user.country",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "ISO 3166-1 alpha-2, upper case."),
    BIRTH_DATE(
            "user.birth_date",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.IDENTIFIER,
            "YYYY-MM-DD."),
    GENDER("user.gender", FieldType.TEXT, Authority.ORDER_SYSTEM, Privacy.IDENTIFIER, "As given."),
    EXTERNAL_ID(
            "user.external_id",
            FieldType.TEXT,
            Authority.ORDER_SYSTEM,
            Privacy.IDENTIFIER,
            "The merchant's stable customer key."),
    ANONYMOUS_ID(
            "user.anonymous_id",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.IDENTIFIER,
            "First-party visitor id."),
    EMAIL_MARKETING(
            "user.email_marketing",
            FieldType.FLAG,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "Whether the person agreed to e-mail marketing: a permission of that channel, never consent to ads."),
    CLIENT_IP(
            "user.client_ip",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.NETWORK,
            "Address of the buyer's device, never of a server."),
    USER_AGENT(
            "user.user_agent",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.NETWORK,
            "The buyer's browser, verbatim."),
    LOCALE(
            "user.locale",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.NONE,
            "Language tag, e.g. de-DE."),
    FBP(
            "browser_ids.fbp",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.COOKIE,
            "Meta browser id, whole cookie value."),
    FBC(
            "browser_ids.fbc",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Meta click id cookie form: from the _fbc cookie or built from a seen fbclid."),
    GA_CLIENT_ID(
            "browser_ids.ga_client_id",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.COOKIE,
            "Google Analytics client id, two numbers joined by a dot."),
    GA_SESSION_ID(
            "browser_ids.ga_session_id",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.COOKIE,
            "Google Analytics session id, digits."),
    GA_SESSION_NUMBER(
            "browser_ids.ga_session_number",
            FieldType.INTEGER,
            Authority.BROWSER,
            Privacy.COOKIE,
            "Google Analytics session number."),
    TTP("browser_ids.ttp", FieldType.TEXT, Authority.BROWSER, Privacy.COOKIE, "TikTok browser id."),
    SCID(
            "browser_ids.scid",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.COOKIE,
            "Snapchat browser id."),
    RDT_UUID(
            "browser_ids.rdt_uuid",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.COOKIE,
            "Reddit browser id, whole cookie value."),
    FBCLID(
            "click_ids.fbclid",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Meta click id."),
    GCLID(
            "click_ids.gclid",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Google Ads click id."),
    GBRAID(
            "click_ids.gbraid",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Google Ads, app to web click id."),
    WBRAID(
            "click_ids.wbraid",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Google Ads, web to app click id."),
    DCLID(
            "click_ids.dclid",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Campaign Manager click id."),
    TTCLID(
            "click_ids.ttclid",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "TikTok click id."),
    SCCID(
            "click_ids.sccid",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Snapchat click id."),
    EPIK(
            "click_ids.epik",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Pinterest click id."),
    LI_FAT_ID(
            "click_ids.li_fat_id",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "LinkedIn click id."),
    RDT_CID(
            "click_ids.rdt_cid",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Reddit click id."),
    AWC("click_ids.awc", FieldType.CLICK_ID, Authority.BROWSER, Privacy.CLICK_ID, "Awin click id."),
    TBLCI(
            "click_ids.tblci",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Taboola click id."),
    MSCLKID(
            "click_ids.msclkid",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Microsoft Ads click id."),
    TWCLID(
            "click_ids.twclid",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "X click id."),
    IRCLICKID(
            "click_ids.irclickid",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "impact.com click id."),
    CJEVENT(
            "click_ids.cjevent",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "CJ click id."),
    RAN_SITE_ID(
            "click_ids.ran_site_id",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Rakuten click id."),
    CLICKREF(
            "click_ids.clickref",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Partnerize click id."),
    TDUID(
            "click_ids.tduid",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Tradedoubler click id."),
    WGU(
            "click_ids.wgu",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Webgains click id."),
    OB_CLICK_ID(
            "click_ids.ob_click_id",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Outbrain click id."),
    QCLID(
            "click_ids.qclid",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Quora click id."),
    YCLID(
            "click_ids.yclid",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Yandex or Yahoo Japan click id."),
    VMCID(
            "click_ids.vmcid",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Yahoo DSP click id."),
    ALEID(
            "click_ids.aleid",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "AppLovin click id."),
    KLAVIYO_KX(
            "click_ids.klaviyo_kx",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Klaviyo click id."),
    CRITEO_GUM(
            "click_ids.criteo_gum",
            FieldType.CLICK_ID,
            Authority.BROWSER,
            Privacy.CLICK_ID,
            "Criteo click id."),
    UTM_SOURCE(
            "utm.source",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.NONE,
            "Campaign parameter utm_source."),
    UTM_MEDIUM(
            "utm.medium",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.NONE,
            "Campaign parameter utm_medium."),
    UTM_CAMPAIGN(
            "utm.campaign",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.NONE,
            "Campaign parameter utm_campaign."),
    UTM_CONTENT(
            "utm.content",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.NONE,
            "Campaign parameter utm_content."),
    UTM_TERM(
            "utm.term",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.NONE,
            "Campaign parameter utm_term."),
    UTM_ID("utm.id", FieldType.TEXT, Authority.BROWSER, Privacy.NONE, "Campaign parameter utm_id."),
    BOT(
            "traffic.bot",
            FieldType.FLAG,
            Authority.BROWSER,
            Privacy.NONE,
            "True when a program seems to have done it and no person. Set by the host, never by a source."),
    BOT_REASON(
            "traffic.bot_reason",
            FieldType.TEXT,
            Authority.BROWSER,
            Privacy.NONE,
            "By what it was recognised: library:, scripted: or crawler: with the mark in the browser's name, or no_user_agent."),
    PROPERTIES(
            "properties",
            FieldType.TREE,
            Authority.ORDER_SYSTEM,
            Privacy.NONE,
            "Further properties of the source, unmapped.");

    private static final Map<String, EventField> BY_PATH =
            Arrays.stream(values())
                    .collect(Collectors.toMap(EventField::path, Function.identity()));

    private final String path;
    private final FieldType type;
    private final Authority authority;
    private final Privacy privacy;
    private final String doc;

    EventField(String path, FieldType type, Authority authority, Privacy privacy, String doc) {
        this.path = path;
        this.type = type;
        this.authority = authority;
        this.privacy = privacy;
        this.doc = doc;
    }

    /** Dotted path in the canonical JSON, e.g. {@code user.email}. */
    public String path() {
        return path;
    }

    /** Type of the canonical value. */
    public FieldType type() {
        return type;
    }

    /** Whose copy wins when a browser copy and an order-system copy of one action disagree. */
    public Authority authority() {
        return authority;
    }

    /** Which class of personal data the value is; a decision may strip a whole class. */
    public Privacy privacy() {
        return privacy;
    }

    /** One sentence on the meaning. */
    public String doc() {
        return doc;
    }

    /** The field at that path, or empty. */
    public static Optional<EventField> find(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    /** Which kind of source is believed for a field. */
    public enum Authority {
        /** Shop back ends and servers know money and customers best. */
        ORDER_SYSTEM,
        /** The browser knows its own cookies, pages and address best. */
        BROWSER
    }

    /** Classes of personal data. */
    public enum Privacy {
        /** Not personal data by itself. */
        NONE,
        /** Names a person: e-mail, phone, name, address, customer key. */
        IDENTIFIER,
        /** Ad click identifiers. */
        CLICK_ID,
        /** Browser identifiers kept in cookies. */
        COOKIE,
        /** Client address and user agent. */
        NETWORK
    }
}
