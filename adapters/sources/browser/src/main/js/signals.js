// SPDX-License-Identifier: Apache-2.0
/** Listens to whoever knows about consent on the page. */
import {dict, guard, later, on} from './safe.js';
import {report} from './consent.js';

const TRIES = 20;
const EVERY_MS = 500;
const STORAGES = ['ad_storage', 'analytics_storage', 'ad_user_data', 'ad_personalization'];
const letter = String.fromCharCode;
const heard = dict();
const defaults = dict();
const updates = dict();
const stated = dict();

const known = value =>
    value === true || value == 'granted' ? true : value === false || value == 'denied' ? false : undefined;

/** @param {!Object} states what tl('consent') was given; what was said before stays */
export function say(states) {
  for (const name in states) {
    stated[name] = states[name];
  }
  report('api', stated, known(stated['analytics']), known(stated['marketing']));
}

/** Consent platforms may come after us, so each is looked for a while. */
export function listen() {
  if (navigator['globalPrivacyControl']) {
    report('gpc', {'gpc': true});
  }
  on(document, 'visitorConsentCollected', shopify);
  look(0);
}

function look(tries) {
  const tcf = window['__tcfapi'];
  const gpp = window['__gpp'];
  once('tcf', tcf && (() => tcf('addEventListener', 2, guard(onTcf))));
  once('gpp', gpp && (() => gpp('addEventListener', guard(onGpp))));
  once('features', window['Shopify'] && window['Shopify']['loadFeatures'] && loadShopify);
  shopify();
  if (tries < TRIES) {
    later(() => look(tries + 1), EVERY_MS);
  }
}

function once(name, start) {
  if (start && !heard[name]) {
    heard[name] = true;
    guard(start)();
  }
}

function onTcf(data, success) {
  const status = success && data && data['eventStatus'];
  if (status != 'tcloaded' && status != 'useractioncomplete') {
    return;
  }
  const given = (data['purpose'] || {})['consents'] || {};
  const applies = data['gdprApplies'] !== false;
  report('tcf',
      {'tcf': data['tcString'], 'gdpr_applies': data['gdprApplies'], 'addtl_consent': data['addtlConsent']},
      applies ? !!(given[1] && (given[8] || given[9])) : undefined,
      applies ? !!(given[1] && given[2] && given[7]) : undefined);
}

function onGpp(event) {
  const ping = (event && event['pingData']) || {};
  if (ping['signalStatus'] != 'ready' || !ping['gppString']) {
    return;
  }
  const sections = ping['applicableSections'] || [];
  let ids = '';
  for (let i = 0; i < sections.length; i++) {
    ids += sections[i] > 0 ? (ids && ',') + sections[i] : '';
  }
  report('gpp', {'gpp': ping['gppString'], 'gpp_sid': ids || undefined});
}

function loadShopify() {
  window['Shopify']['loadFeatures']([{'name': 'consent-tracking-api', 'version': '0.1'}], guard(shopify));
}

function shopify() {
  const privacy = (window['Shopify'] || {})['customerPrivacy'];
  if (privacy && privacy['marketingAllowed']) {
    const analytics = privacy['analyticsProcessingAllowed']();
    const marketing = privacy['marketingAllowed']();
    report('shopify', {
      'analyticsProcessingAllowed': analytics,
      'marketingAllowed': marketing,
      'saleOfDataAllowed': privacy['saleOfDataAllowed'] && privacy['saleOfDataAllowed'](),
    }, known(analytics), known(marketing));
  }
}

/**
 * Google consent mode, as the data layer carries it. Regional defaults that disagree with others
 * leave the matter open: only the server knows the region.
 * @param {string} command default or update
 * @param {!Object} states
 */
export function consentMode(command, states) {
  const into = command == 'update' ? updates : command == 'default' ? defaults : {};
  for (let i = 0; i < STORAGES.length; i++) {
    const name = STORAGES[i];
    const state = known(states[name]);
    if (state !== undefined) {
      into[name] = into == defaults && name in defaults && defaults[name] !== state ? null : state;
    }
  }
  const effective = name => known(name in updates ? updates[name] : defaults[name]);
  report('gcm', {'gcd': gcd()}, effective('analytics_storage'), effective('ad_storage'),
      !('ad_storage' in updates || 'analytics_storage' in updates));
}

/** Consent mode in Google's long form: one letter per storage says default and update. */
function gcd() {
  const level = state => state === true ? 3 : state === false ? 2 : 1;
  let text = '1';
  for (let i = 0; i < STORAGES.length; i++) {
    const name = STORAGES[i];
    text += '3' + letter(103 + 4 * level(defaults[name]) + level(updates[name]));
  }
  return text + '5';
}
