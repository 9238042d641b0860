// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Decoded;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why nothing reads a topic, for every one of Admin API 2026-04 ("WebhookSubscriptionTopic") that
 * {@link ShopifyReaders} does not name, and for the three privacy topics. It is long because it is
 * a table.
 */
final class ShopifyTopics {
    private static final Map<String, String> PRIVACY =
            Map.of(
                    "customers/data_request",
                    "A customer asks for the data held about them. Nothing is collected by itself: export what the node holds about the person named in the stored request and hand it over within 30 days.",
                    "customers/redact",
                    "A customer's data must be erased. Nothing is erased by itself: erase the person named in the stored request by hand within 30 days.",
                    "shop/redact",
                    "The shop removed the app and its data must be erased. Nothing is erased by itself: erase the shop's events and customers by hand within 30 days.");

    private static final String STATE =
            "It says how an order stands, not that a customer did something.";
    private static final String ACCOUNT =
            "It is about the shop's list of customers and does not prove that one of them did something.";
    private static final String SUBSCRIPTION =
            "Nothing was paid or ended by it; starts, pauses, ends and renewals have topics of their own.";
    private static final String MONEY =
            "Money is read from orders/create, orders/paid and refunds/create, so that nothing counts twice.";
    private static final String BACK_OFFICE =
            "It is about running the shop, not about a customer's action.";

    private static final Map<String, String> LEFT_OUT = leftOut();

    private ShopifyTopics() {}

    static boolean isPrivacy(String topic) {
        return PRIVACY.containsKey(topic);
    }

    /** Why nothing reads a topic. */
    static Decoded.Ignored ignored(String topic) {
        if (isPrivacy(topic)) {
            return new Decoded.Ignored("privacy_topic", PRIVACY.get(topic));
        }
        if (LEFT_OUT.containsKey(topic)) {
            return new Decoded.Ignored("topic_not_mapped", LEFT_OUT.get(topic));
        }
        return new Decoded.Ignored(
                "unknown_topic",
                "The topic is none that Shopify documented for API 2026-04. If it is newer, it is kept but not mapped.");
    }

    private static Map<String, String> leftOut() {
        Map<String, String> table = new LinkedHashMap<>();
        add(
                table,
                STATE,
                "orders",
                "delete partially_fulfilled link_requested risk_assessment_changed shopify_protect_eligibility_changed");
        add(table, STATE, "draft_orders", "create update delete");
        add(table, STATE, "fulfillments", "create update");
        add(table, STATE, "fulfillment_events", "create delete");
        add(table, STATE, "fulfillment_holds", "added released");
        add(
                table,
                STATE,
                "fulfillment_orders",
                "cancellation_request_accepted cancellation_request_rejected cancellation_request_submitted cancelled fulfillment_request_accepted fulfillment_request_rejected fulfillment_request_submitted fulfillment_service_failed_to_complete hold_released line_items_prepared_for_local_delivery line_items_prepared_for_pickup manually_reported_progress_stopped merged moved order_routing_complete placed_on_hold progress_reported rescheduled scheduled_fulfillment_order_ready split");
        add(table, STATE, "returns", "approve cancel close decline process reopen request update");
        add(table, STATE, "reverse_deliveries", "attach_deliverable");
        add(table, STATE, "reverse_fulfillment_orders", "dispose");
        add(table, STATE, "checkouts", "delete");
        add(table, ACCOUNT, "customers", "delete disable merge purchasing_summary");
        add(table, ACCOUNT, "customers_marketing_consent", "update");
        add(table, ACCOUNT, "customer_groups", "create update delete");
        add(table, ACCOUNT, "customer_payment_methods", "create update revoke");
        add(table, ACCOUNT, "companies", "create update delete");
        add(table, ACCOUNT, "company_contacts", "create update delete");
        add(table, ACCOUNT, "company_contact_roles", "assign revoke");
        add(table, ACCOUNT, "company_locations", "create update delete");
        add(table, ACCOUNT, "segments", "create update delete");
        add(table, SUBSCRIPTION, "subscription_billing_attempts", "challenged failure");
        add(table, SUBSCRIPTION, "subscription_billing_cycles", "skip unskip");
        add(table, SUBSCRIPTION, "subscription_billing_cycle_edits", "create update delete");
        add(table, SUBSCRIPTION, "selling_plan_groups", "create update delete");
        add(table, MONEY, "order_transactions", "create");
        add(table, MONEY, "tender_transactions", "create");
        add(table, MONEY, "payment_schedules", "due");
        add(table, MONEY, "payment_terms", "create update delete");
        add(table, MONEY, "disputes", "create update");
        backOffice(table);
        return Map.copyOf(table);
    }

    private static void backOffice(Map<String, String> table) {
        add(table, BACK_OFFICE, "app", "uninstalled scopes_update");
        add(table, BACK_OFFICE, "app_purchases_one_time", "update");
        add(table, BACK_OFFICE, "app_subscriptions", "update approaching_capped_amount");
        add(table, BACK_OFFICE, "attributed_sessions", "first last");
        add(table, BACK_OFFICE, "audit_events", "admin_api_activity");
        add(table, BACK_OFFICE, "bulk_operations", "finish");
        add(table, BACK_OFFICE, "channels", "delete");
        add(table, BACK_OFFICE, "checkout_and_accounts_configurations", "update");
        add(table, BACK_OFFICE, "collections", "create update delete");
        add(table, BACK_OFFICE, "collection_listings", "add remove update");
        add(table, BACK_OFFICE, "collection_publications", "create update delete");
        add(table, BACK_OFFICE, "customer_account_settings", "update");
        add(table, BACK_OFFICE, "delivery_promise_settings", "update");
        add(
                table,
                BACK_OFFICE,
                "discounts",
                "create update delete redeemcode_added redeemcode_removed");
        add(table, BACK_OFFICE, "domains", "create update destroy");
        add(table, BACK_OFFICE, "finance_app_staff_member", "grant revoke update delete");
        add(table, BACK_OFFICE, "finance_kyc_information", "update");
        add(table, BACK_OFFICE, "inventory_items", "create update delete");
        add(table, BACK_OFFICE, "inventory_levels", "connect disconnect update");
        add(
                table,
                BACK_OFFICE,
                "inventory_shipments",
                "add_items create delete mark_in_transit receive_items remove_items update_item_quantities update_tracking");
        add(
                table,
                BACK_OFFICE,
                "inventory_transfers",
                "add_items cancel complete ready_to_ship remove_items update_item_quantities");
        add(table, BACK_OFFICE, "locales", "create update destroy");
        add(table, BACK_OFFICE, "locations", "activate create deactivate delete update");
        add(table, BACK_OFFICE, "markets", "create update delete");
        add(table, BACK_OFFICE, "markets_backup_region", "update");
        add(table, BACK_OFFICE, "metafield_definitions", "create update delete");
        add(table, BACK_OFFICE, "metaobjects", "create update delete");
        add(
                table,
                BACK_OFFICE,
                "product_feeds",
                "create update full_sync full_sync_finish incremental_sync");
        add(table, BACK_OFFICE, "product_listings", "add remove update");
        add(table, BACK_OFFICE, "product_publications", "create update delete");
        add(table, BACK_OFFICE, "products", "create update delete");
        add(table, BACK_OFFICE, "profiles", "create update delete");
        add(table, BACK_OFFICE, "publications", "delete");
        add(table, BACK_OFFICE, "scheduled_product_listings", "add remove update");
        add(table, BACK_OFFICE, "shipping_addresses", "create update");
        add(table, BACK_OFFICE, "shop", "update");
        add(table, BACK_OFFICE, "tax_partners", "update");
        add(table, BACK_OFFICE, "tax_services", "create update");
        add(table, BACK_OFFICE, "tax_summaries", "create");
        add(table, BACK_OFFICE, "themes", "create update delete publish");
        add(table, BACK_OFFICE, "variants", "in_stock out_of_stock");
    }

    private static void add(
            Map<String, String> table, String why, String resource, String actions) {
        for (String action : actions.split(" ")) {
            table.put(resource + "/" + action, why);
        }
    }
}
