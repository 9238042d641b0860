// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import java.util.Locale;
import java.util.Set;

/**
 * Which members of a foreign document may be shown. A list of what may stay rather than of what may
 * not: a shop's next field is unknown here, and must not leave because of that.
 */
final class PayloadKeys {
    private static final Set<String> SHOWN =
            Set.of(
                    "action",
                    "actionsource",
                    "analytics",
                    "adpersonalization",
                    "adstorage",
                    "adpersonalizationstorage",
                    "aduserdata",
                    "analyticsstorage",
                    "amount",
                    "apiversion",
                    "batch",
                    "billingreason",
                    "category",
                    "channel",
                    "code",
                    "contentid",
                    "contentids",
                    "contenttype",
                    "contents",
                    "conversionaction",
                    "conversiondatetime",
                    "conversionvalue",
                    "consent",
                    "country",
                    "countrycode",
                    "createdat",
                    "currency",
                    "currencycode",
                    "currenttotalprice",
                    "datacreated",
                    "dataprocessingoptions",
                    "datecreated",
                    "datecreatedgmt",
                    "datepaid",
                    "datepaidgmt",
                    "discount",
                    "event",
                    "eventid",
                    "eventsourceurl",
                    "itemprice",
                    "occurredat",
                    "pagelocation",
                    "eventname",
                    "events",
                    "eventtime",
                    "eventtimestamp",
                    "eventtype",
                    "financialstatus",
                    "fulfillmentstatus",
                    "id",
                    "integrations",
                    "itemid",
                    "items",
                    "lineitems",
                    "marketing",
                    "messageid",
                    "numitems",
                    "optout",
                    "ordernumber",
                    "orderid",
                    "originaltimestamp",
                    "partialerrors",
                    "presentmentcurrency",
                    "price",
                    "processedat",
                    "productid",
                    "products",
                    "quantity",
                    "receivedat",
                    "referringsite",
                    "refunds",
                    "revenue",
                    "saleofdata",
                    "sentat",
                    "shipping",
                    "sku",
                    "source",
                    "sourcename",
                    "status",
                    "subtotal",
                    "subtotalprice",
                    "tax",
                    "test",
                    "testeventcode",
                    "time",
                    "timestamp",
                    "timestampmicros",
                    "total",
                    "totaldiscounts",
                    "totalprice",
                    "totaltax",
                    "transactionid",
                    "type",
                    "updatedat",
                    "url",
                    "value",
                    "variantid",
                    "version");

    /** Nothing below these stays, whatever it is called. */
    private static final Set<String> PERSONS =
            Set.of(
                    "address",
                    "addresses",
                    "attendees",
                    "billing",
                    "billingaddress",
                    "browserids",
                    "clickids",
                    "client",
                    "clientdetails",
                    "contact",
                    "context",
                    "customer",
                    "customerdetails",
                    "customerinfo",
                    "defaultaddress",
                    "destination",
                    "device",
                    "identifiers",
                    "identity",
                    "noteattributes",
                    "profile",
                    "recipient",
                    "shippingaddress",
                    "traits",
                    "user",
                    "useraddress",
                    "userdata",
                    "useridentifiers",
                    "userids",
                    "userinfo",
                    "userproperties",
                    "visitor");

    /** What stands under these is somebody's wherever it turns up again. */
    private static final Set<String> PERSONAL =
            Set.of(
                    "address1",
                    "address2",
                    "anonymousid",
                    "browserip",
                    "city",
                    "clientip",
                    "clientipaddress",
                    "clientuseragent",
                    "company",
                    "customerid",
                    "customeripaddress",
                    "customeruseragent",
                    "dateofbirth",
                    "email",
                    "emailaddress",
                    "externalid",
                    "fbc",
                    "fbclid",
                    "fbp",
                    "firstname",
                    "fn",
                    "gclid",
                    "ip",
                    "ipaddress",
                    "lastname",
                    "ln",
                    "mobile",
                    "phone",
                    "phonenumber",
                    "postalcode",
                    "postcode",
                    "street",
                    "ttclid",
                    "ttp",
                    "useragent",
                    "userid",
                    "zip",
                    "zipcode");

    private PayloadKeys() {}

    /** Whether the value of a member may be shown, swept. */
    static boolean shown(String key) {
        return SHOWN.contains(plain(key));
    }

    /** Whether everything below a member is somebody's. */
    static boolean aboutPerson(String key) {
        return PERSONS.contains(plain(key));
    }

    /** Whether the value of a member is somebody's. */
    static boolean personal(String key) {
        return PERSONAL.contains(plain(key));
    }

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
