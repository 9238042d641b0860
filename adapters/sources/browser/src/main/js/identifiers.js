// SPDX-License-Identifier: Apache-2.0
/** Who the visitor is: our own id, click ids of addresses, cookies of others. */
import {allowed, decided, mayKeep, refused, state} from './consent.js';
import {attempt, cut, decode, dict, exec, find, json, lower, matches, now, object, parse, quote, random, split} from './safe.js';
import {cookie, cookies, domain, forget, keep, read} from './storage.js';

const ID = 'tl_id';
const CLICKS = 'tl_clicks';
const THIRTEEN_MONTHS_S = 34128000;
const CLICKS_KEPT_MS = 90 * 864e5;
const LONGEST = 1024;
const MACRO = /^(\{[^]*\}|__[^]*__|%[^]*%|\[[^]*\])$/;
const PARAMETERS = ' fbclid gclid gbraid wbraid dclid ttclid sccid sclid epik li_fat_id rdt_cid awc' +
    ' tblci msclkid twclid irclickid cjevent ransiteid clickref tduid wgu dicbo obclid ob_click_id' +
    ' qclid yclid vmcid aleid _kx ';
const MARKETING_COOKIES = new RegExp('^(_fb[cp]|_ttp|ttclid|_scid|_sccid|_epik|_rdt_(uuid|cid)|_gcl_(aw|gb|ag|dc)' +
    '|_gac_.+|FPGCL(AW|DC)|li_fat_id|_uetmsclkid|__kla_id|(awin_)?awc|taboola_cid|tl_tblci|_?twclid' +
    '|irclickid|cje|crto_mapped_user_id)$');
const ANALYTICS_COOKIES = /^_ga(_.+)?$/;

let visitor = '';
let forgotten = '';
let clicks = dict();

const known = () => visitor || cookies()[ID] || read(ID);

/** @return {string} the visitor's id, made when there is none; empty when nothing may be kept */
export function anonymousId() {
  if (!mayKeep()) {
    return '';
  }
  if (!visitor) {
    visitor = known() || random();
    if (!cookies()[ID]) {
      cookie(ID, visitor, THIRTEEN_MONTHS_S, domain());
      cookies()[ID] || keep(ID, visitor);
    }
  }
  return visitor;
}

/** Looks for click ids in the page's address and where the visitor came from; the query counts first. */
export function capture() {
  const found = dict();
  const address = exec(/^([^?#]*)(\?[^#]*)?#?([^]*)/, location.href);
  parameters(address[2], found);
  parameters(address[3], found);
  parameters((exec(/\?[^#]*/, document.referrer) || [])[0], found);
  for (const name in found) {
    if (!clicks[name] || clicks[name]['value'] != found[name]) {
      clicks[name] = {'value': found[name], 'first_seen_ms': now(), 'landing_url': cut(location.href, 0, 2048)};
    }
  }
  settle();
}

function parameters(text, found) {
  const pairs = split(text || '', /[?&#]/);
  for (let i = 0; i < pairs.length; i++) {
    // Taboola also appends its id to the fragment without an equals sign.
    const pair = exec(/^([^=]+)=(.+)/, pairs[i]) || exec(/^(tblci)([^]+)/i, pairs[i]) || [];
    const name = lower(pair[1] || '');
    const value = attempt(() => decode(pair[2]));
    if (name && find(PARAMETERS, ' ' + name + ' ') >= 0 && !found[name] && value &&
        value.length <= LONGEST && !matches(MACRO, value)) {
      found[name] = value;
    }
  }
}

/**
 * Brings what is kept in line with what was decided: page memory, browser or nothing.
 * @return {?} the visitor it has forgotten, if so
 */
export function settle() {
  const gone = refused() && known();
  if (gone) {
    forgotten = gone;
    visitor = '';
    cookie(ID, '', 0, domain());
    forget(ID);
  }
  if (decided() && state('marketing') === false) {
    clicks = dict();
    forget(CLICKS);
  } else if (allowed('marketing')) {
    remembered();
    const text = clicksText();
    text == '{}' || text == read(CLICKS) || keep(CLICKS, text);
  }
  return gone;
}

/** The last click counts, and one that comes again keeps the time it was first seen. */
function remembered() {
  const kept = attempt(() => parse(read(CLICKS) || '{}')) || {};
  for (const name in kept) {
    const click = clicks[name];
    const before = kept[name] || {};
    if (now() - before['first_seen_ms'] < CLICKS_KEPT_MS && (!click || click['value'] == before['value'] ||
        click['first_seen_ms'] < before['first_seen_ms'])) {
      clicks[name] = before;
    }
  }
}

/** @return {string} the click ids as they are sent and kept */
function clicksText() {
  const texts = dict();
  for (const name in clicks) {
    texts[name] = json(clicks[name]);
  }
  return object(texts);
}

/**
 * A refusal is told for whom it was: what the server still has of the visitor ends with it.
 * @param {!Object} into takes the members that say who the visitor is, as far as it is allowed
 */
export function identify(into) {
  const id = anonymousId() || into['event'] == '"consent"' && forgotten;
  const found = dict();
  const raw = cookies();
  for (const name in raw) {
    if (matches(MARKETING_COOKIES, name) ? allowed('marketing')
        : matches(ANALYTICS_COOKIES, name) && allowed('analytics')) {
      found[name] = quote(cut(raw[name], 0, LONGEST));
    }
  }
  if (id) {
    into['anonymous_id'] = quote(id);
  }
  into['ids'] = object(found);
  into['click_ids'] = allowed('marketing') ? clicksText() : '{}';
}
