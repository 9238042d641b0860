// SPDX-License-Identifier: Apache-2.0
/**
 * What the script needs of the language, taken while it loads: a page may replace prototypes, JSON
 * or Promise afterwards. No array method, spread or for-of elsewhere, they go through the prototype.
 */

/** @param {!Function} method @return {!Function} the method with its object as first argument */
const uncurried = method => Function.prototype.call.bind(method);

export const quote = JSON.stringify;
export const parse = JSON.parse;
export const now = Date.now;
const then = uncurried(Promise.prototype.then);
export const split = uncurried(''.split);
export const cut = uncurried(''.slice);
export const lower = uncurried(''.toLowerCase);
export const find = uncurried(''.indexOf);
export const matches = uncurried(/./.test);
export const exec = uncurried(/./.exec);
export const decode = decodeURIComponent;
export const later = window.setTimeout.bind(window);
const iso = uncurried(Date.prototype.toISOString);
export const apply = Reflect.apply;
const keys = Object.keys;
const create = Object.create;
const isArray = Array.isArray;

const LONGEST_TEXT = 8192;
const DEEPEST = 6;
const MOST_VALUES = 2000;
const UNSAFE = /^(__proto__|constructor|prototype)$/;

/** What was left out, for whoever looks at tl.counts. */
export const counts = {
  'unknown': 0, // calls nobody knows
  'dropped': 0, // values that cannot be sent
  'lost': 0, // messages that were given up
  'failed': 0, // errors of our own or of a callback
};

let values = 0;

/** @return {!Object} a map without inherited members */
export const dict = () => create(null);

/** @return {string} the time as ISO 8601 */
export const time = () => iso(new Date());

/**
 * @param {!Function} action
 * @return {!Function} the same action, which never throws
 */
export function guard(action) {
  return function() {
    try {
      return apply(action, this, /** @type {?} */ (arguments));
    } catch (failed) {
      counts['failed']++;
    }
  };
}

/** @param {!Function} action @return {?} its result, or undefined when it throws */
export function attempt(action) {
  try {
    return action();
  } catch (failed) {
    return undefined;
  }
}

/** @param {?} source @param {string} name @return {?} the member, or undefined when reading it throws */
export const member = (source, name) => attempt(() => source[name]);

/** @param {!EventTarget} target @param {string} event @param {!Function} action */
export function on(target, event, action) {
  attempt(() => target.addEventListener(event, guard(action), true));
}

/**
 * @param {?} promise of whatever make, or none
 * @param {function(?)} ended takes what it gives, null when it fails
 */
export function eventually(promise, ended) {
  const failed = () => ended(null);
  attempt(() => (then(promise, ended, failed), true)) ||
      attempt(() => (promise.then(ended, failed), true)) || failed();
}

/** @return {string} 32 random hexadecimal digits */
export function random() {
  const bytes = attempt(() => window.crypto.getRandomValues(new Uint8Array(16))) || [];
  let text = '';
  for (let i = 0; i < 16; i++) {
    text += cut((256 + (bytes[i] || Math.random() * 256 | 0)).toString(16), 1);
  }
  return text;
}

/**
 * Any value of a page as JSON text. Functions, elements, cycles and what throws are left out.
 * @param {*} value
 * @return {string|undefined}
 */
export function json(value) {
  values = 0;
  return write(value, 0, null);
}

/**
 * The members of an object as JSON texts by name.
 * @param {*} source
 * @param {!Object} into
 * @return {!Object} into
 */
export function members(source, into) {
  values = 0;
  if (source && typeof source == 'object') {
    attempt(() => each(source, into, 0, {of: source, up: null}));
  }
  return into;
}

/** @param {!Object} texts JSON texts by name @return {string} the object they make */
export function object(texts) {
  let text = '';
  for (const name in texts) {
    text += (text ? ',' : '') + quote(name) + ':' + texts[name];
  }
  return '{' + text + '}';
}

/** @param {?} value @param {number} depth @param {?} up what it stands in */
function write(value, depth, up) {
  if (typeof value == 'string') {
    return quote(cut(value, 0, LONGEST_TEXT));
  }
  if (typeof value == 'boolean' || (typeof value == 'number' && value - value === 0)) {
    return '' + value;
  }
  if (!value || typeof value != 'object' || ++values > MOST_VALUES || depth > DEEPEST) {
    return undefined;
  }
  if (value instanceof Date) {
    return quote(iso(value));
  }
  for (let above = up; above; above = above.up) {
    if (above.of === value) {
      return undefined;
    }
  }
  return value['nodeType'] || value['window'] === value
      ? undefined
      : nested(value, depth + 1, {of: value, up});
}

function nested(value, depth, up) {
  if (!isArray(value)) {
    return object(each(value, dict(), depth, up));
  }
  let text = '';
  for (let i = 0; i < value.length; i++) {
    const item = attempt(() => write(value[i], depth, up));
    if (item === undefined) {
      counts['dropped']++;
    } else {
      text += (text ? ',' : '') + item;
    }
  }
  return '[' + text + ']';
}

function each(source, into, depth, up) {
  const names = keys(source);
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    attempt(() => {
      const value = source[name];
      // Nothing said is nothing lost.
      const text = value == null ? '' : matches(UNSAFE, name) ? undefined : write(value, depth, up);
      if (text) {
        into[name] = text;
      }
      return text !== undefined;
    }) || counts['dropped']++;
  }
  return into;
}
