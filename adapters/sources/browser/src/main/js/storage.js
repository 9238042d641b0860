// SPDX-License-Identifier: Apache-2.0
/** localStorage and cookies, either of which a browser may forbid. */
import {attempt, dict, exec, find, split} from './safe.js';

const PROBE = 'tl_probe';
const local = attempt(() => window.localStorage);

/** @param {string} name @return {?string|undefined} null when there is none, undefined when nothing can be read */
export const read = name => attempt(() => local.getItem(name));

/** @param {string} name @param {string} text @return {boolean} whether it is kept */
export const keep = (name, text) => !!attempt(() => (local.setItem(name, text), true));

/** @param {string} name */
export const forget = name => attempt(() => local.removeItem(name));

/** @param {string} prefix @param {function(string)} visit takes each name that begins so */
export function names(prefix, visit) {
  attempt(() => {
    for (let i = local.length; i--;) {
      const name = local.key(i);
      find(name, prefix) || visit(name);
    }
  });
}

/** @return {!Object} raw values by name */
export function cookies() {
  const found = dict();
  const pairs = split(attempt(() => document.cookie) || '', /; */);
  for (let i = 0; i < pairs.length; i++) {
    const pair = exec(/^([^=]+)=(.+)/, pairs[i]);
    if (pair) {
      found[pair[1]] = pair[2];
    }
  }
  return found;
}

/** @return {string} the widest domain this page may set cookies for, the registrable one; or empty */
export function domain() {
  const labels = split(location.hostname, '.');
  let wider = labels[labels.length - 1];
  for (let i = labels.length - 2; i >= 0; i--) {
    wider = labels[i] + '.' + wider;
    cookie(PROBE, '1', 9, wider);
    if (cookies()[PROBE]) {
      cookie(PROBE, '', 0, wider);
      return wider;
    }
  }
  return '';
}

/**
 * @param {string} name
 * @param {string} value
 * @param {number} seconds 0 deletes it
 * @param {string} domain empty for this host alone
 */
export function cookie(name, value, seconds, domain) {
  attempt(() => {
    document.cookie = name + '=' + value + ';path=/;max-age=' + seconds + ';samesite=lax' +
        (domain && ';domain=' + domain) + (location.protocol == 'https:' ? ';secure' : '');
  });
}
