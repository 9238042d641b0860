// SPDX-License-Identifier: Apache-2.0
/** Options: data attributes of the script element, and what tl('init', {...}) says over them. */
import {attempt, dict, exec} from './safe.js';

const tag = document.currentScript || attempt(() => document.querySelector('script[data-key]'));
const stated = dict();

/** @param {*} options as tl('init') was given them */
export function init(options) {
  for (const name in options) {
    stated[name] = options[name];
  }
}

/** @param {string} name @return {?} what is set, or undefined */
export function option(name) {
  const attribute = tag && tag.getAttribute('data-' + name);
  return name in stated ? stated[name] : attribute === null ? undefined : attribute;
}

/** @param {string} name @param {boolean=} otherwise @return {boolean} */
export function flag(name, otherwise) {
  const value = option(name);
  return value === undefined ? !!otherwise : value !== false && value != 'false' && value != 'off';
}

/** @return {string} where messages go: "host" if set, else the folder the script came from */
export function collector() {
  const host = option('host');
  return exec(/(.*?)\/+[^/]*$/, host ? host + '/' : tag && tag.src || '/')[1] + '/collect';
}
