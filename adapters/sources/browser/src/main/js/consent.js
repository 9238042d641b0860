// SPDX-License-Identifier: Apache-2.0
/**
 * What the visitor decided, as far as the page needs to know it; what is sent are the signals as
 * they came, which the server decodes.
 */
import {cut, dict, members, object, quote, time} from './safe.js';
import {option} from './settings.js';

const SOURCES = ['api', 'tcf', 'gcm', 'shopify'];
const said = dict();
const texts = dict();
let collected = '';
let listener;

/** @param {!Function} heard is called after each change */
export function onChange(heard) {
  listener = heard;
}

/**
 * Takes what one source says from now on.
 * @param {string} source
 * @param {!Object} signals as they are sent
 * @param {boolean=} analytics undefined when it does not say
 * @param {boolean=} marketing
 * @param {boolean=} preliminary whether the answer is still to come
 */
export function report(source, signals, analytics, marketing, preliminary) {
  const text = cut(object(members(signals, dict())), 1, -1);
  if (!said[source] || texts[source] !== text || said[source].preliminary != preliminary) {
    texts[source] = text;
    said[source] = {analytics, marketing, preliminary};
    collected = time();
    listener();
  }
}

/** @param {string} purpose analytics or marketing @return {boolean|undefined} */
export function state(purpose) {
  for (let i = 0; i < SOURCES.length; i++) {
    const source = said[SOURCES[i]];
    const answer = source && (purpose == 'marketing' ? source.marketing : source.analytics);
    if (answer !== undefined) {
      return answer;
    }
  }
}

/** @return {boolean} whether somebody has answered */
export function decided() {
  for (const source in said) {
    const {analytics, marketing, preliminary} = said[source];
    if (!preliminary && (analytics !== undefined || marketing !== undefined)) {
      return true;
    }
  }
  return false;
}

/** @param {string} purpose @return {boolean} whether its identifiers may be used now */
export function allowed(purpose) {
  const answer = state(purpose);
  return answer === undefined ? option('unknown') == 'allow' : answer;
}

/** @return {boolean} whether anything may be kept in the browser */
export const mayKeep = () => state('analytics') !== false || state('marketing') !== false;

/** @return {boolean} whether nothing may be kept because somebody said so, and not just for now */
export const refused = () => decided() && !mayKeep();

/** @return {string} everything that was said, without when */
export function signals() {
  let all = '';
  for (const source in texts) {
    all += (all && texts[source] ? ',' : '') + texts[source];
  }
  return all;
}

/** @return {string} the member "consent" of a message */
export function statement() {
  const all = signals();
  return '{' + all + (all ? ',"collected_at":' + quote(collected) : '') + '}';
}
