// SPDX-License-Identifier: Apache-2.0
/** Makes messages: what happened is frozen at once, who it was as soon as the visitor has decided. */
import {decided, mayKeep, onChange, refused, signals, statement} from './consent.js';
import {attempt, cut, dict, exec, guard, later, member, members, now, object, on, quote, random} from './safe.js';
import {capture, identify, settle} from './identifiers.js';
import {option} from './settings.js';
import {add, leave, unkeep} from './queue.js';

const LANDING = 'tl_landing';
const DEFAULT_WAIT_MS = 1000;
const defaults = dict();
const user = dict();
let held = [];
let waiting = true;
let told;
let address = '';
let referrer = document.referrer;
let landing = '';

/** Begins to wait for the visitor's decision, for as long as the option "wait" says. */
export function start() {
  onChange(changed);
  later(guard(release), +(option('wait') || DEFAULT_WAIT_MS));
  const leaving = () => {
    release();
    leave();
  };
  on(window, 'pagehide', leaving);
  on(document, 'visibilitychange', () => document.visibilityState == 'hidden' && leaving());
}

/**
 * @param {string} name
 * @param {*=} fields
 */
export function tell(name, fields) {
  arrive();
  const message = members(fields, copy(defaults));
  const order = member(fields, 'order_id');
  if (order) {
    message['order_id'] = quote(orderId(order));
  }
  message['event'] = quote('' + name);
  message['message_id'] = quote(random());
  message['occurred_at'] = message['occurred_at'] || '' + now();
  message['page'] = object(members(member(fields, 'page'), page()));
  message['user'] = object(members(member(fields, 'user'), copy(user)));
  held[held.length] = message;
  waiting && !decided() || release();
}

/** @param {*} fields of every message from now on */
export function set(fields) {
  members(fields, defaults);
}

/** @param {*} fields who the visitor is; told when it is news, and with every message of this page */
export function know(fields) {
  const before = object(user);
  object(members(fields, user)) == before || tell('identify');
}

/**
 * The id under which a server tells the same.
 * @param {string=} name purchase, paid, fulfilled, cancelled or refund, or the event's name
 * @param {*=} id of the order or refund
 * @return {string} a random id when nothing determines one
 */
export function eventId(name, id) {
  const told = exec(/^(?:(?:order_|purchase_)?(paid|fulfilled|cancelled|refund)(?:ed)?|(purchase)(?:_placed)?)$/, name);
  if (!id || !told) {
    return random();
  }
  const suffix = told[1] || told[2];
  return suffix == 'refund' ? 'ref_' + orderId(id) : 'ord_' + orderId(id) + '_' + suffix;
}

/** Shopify names orders gid://shopify/Order/123; its webhooks say 123. */
function orderId(id) {
  return (exec(/^gid:.*\/(\d+)/, '' + id) || [0, '' + id])[1];
}

/** Takes note of the page's address when it is another one than before. */
export function arrive() {
  const url = exec(/[^#]*/, location.href)[0];
  if (url != address) {
    referrer = address || referrer;
    address = url;
    landing = landing || remembered() || location.href;
    capture();
  }
}

/** The first page of this tab's session. */
function remembered() {
  return attempt(() => {
    const known = window.sessionStorage.getItem(LANDING);
    known || !mayKeep() || window.sessionStorage.setItem(LANDING, location.href);
    return known;
  });
}

function page() {
  return members({
    'url': location.href, 'referrer': referrer, 'title': cut(document.title, 0, 300), 'landing_url': landing,
  }, dict());
}

function copy(texts) {
  const same = dict();
  for (const name in texts) {
    same[name] = texts[name];
  }
  return same;
}

/** The visitor's answer goes with what waits, and is told when something went with another. */
function changed() {
  const forgotten = settle();
  if (refused()) {
    unkeep();
    attempt(() => window.sessionStorage.removeItem(LANDING));
  }
  if (!waiting || decided()) {
    release();
    (forgotten || told !== undefined && told != signals()) && tell('consent');
  }
}

/** Sends what waits for the visitor's decision. */
function release() {
  const ready = held;
  held = [];
  waiting = false;
  for (let i = 0; i < ready.length; i++) {
    seal(ready[i]);
  }
}

function seal(message) {
  told = signals();
  message['consent'] = statement();
  identify(message);
  add(object(message), 'order_id' in message);
}
