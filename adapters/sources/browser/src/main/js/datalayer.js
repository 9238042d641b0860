// SPDX-License-Identifier: Apache-2.0
/** The data layer of Google's tags: consent mode always, e-commerce events when the option asks for it. */
import {apply, dict, guard, matches, member, split} from './safe.js';
import {consentMode} from './signals.js';
import {flag, option} from './settings.js';
import {tell} from './messages.js';

const EVENTS = {
  'view_item': 'product_viewed',
  'view_item_list': 'collection_viewed',
  'search': 'search_submitted',
  'view_search_results': 'search_submitted',
  'add_to_cart': 'product_added_to_cart',
  'remove_from_cart': 'product_removed_from_cart',
  'view_cart': 'cart_viewed',
  'add_to_wishlist': 'wishlist_added',
  'begin_checkout': 'checkout_started',
  'add_shipping_info': 'shipping_info_submitted',
  'add_payment_info': 'payment_info_submitted',
  'purchase': 'purchase_placed',
  'generate_lead': 'lead_submitted',
  'sign_up': 'account_registered',
  'login': 'logged_in',
};
/** Fields by Google's names; where one name stands it is ours, too. */
const FIELDS = ('value currency tax shipping coupon event_id method payment_type shipping_tier items' +
    ' transaction_id:order_id search_term:search_query item_list_id:collection_id' +
    ' item_list_name:collection_name').split(' ');

/** Reads what is in the data layer and what will be pushed. */
export function listen() {
  const wanted = option('datalayer');
  const name = wanted && !matches(/^(true|false|off)$/, '' + wanted) ? wanted : 'dataLayer';
  const layer = window[name] = window[name] || [];
  const push = layer.push;
  for (let i = 0; i < layer.length; i++) {
    guard(read)(layer[i]);
  }
  layer.push = function() {
    const result = apply(push, this, /** @type {?} */ (arguments));
    for (let i = 0; i < arguments.length; i++) {
      guard(read)(arguments[i]);
    }
    return result;
  };
}

/** An entry is the arguments of gtag() or an object with "event". */
function read(entry) {
  if (!entry) {
    return;
  }
  if (entry[0] == 'consent') {
    consentMode(entry[1], entry[2]);
  } else if (flag('datalayer')) {
    const name = EVENTS[entry[0] == 'event' ? entry[1] : entry['event']];
    const data = entry[0] == 'event' ? entry[2] : entry['ecommerce'] || entry;
    typeof name == 'string' && data && told(name, data, entry);
  }
}

/** Items stay as they are: the server reads Google's names of their members. */
function told(name, data, entry) {
  const fields = dict();
  for (let i = 0; i < FIELDS.length; i++) {
    const names = split(FIELDS[i], ':');
    fields[names[1] || names[0]] = member(data, names[0]);
  }
  fields['event_id'] = fields['event_id'] || entry['event_id'];
  tell(name, fields);
}
