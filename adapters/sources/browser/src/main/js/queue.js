// SPDX-License-Identifier: Apache-2.0
/**
 * Messages on their way. Each is kept in the browser under a name of its own until the server has
 * answered, so tabs do not overwrite each other's; whichever sends it first takes it away, and a
 * message sent twice has the same message_id both times.
 */
import {mayKeep, refused} from './consent.js';
import {anonymousId} from './identifiers.js';
import {attempt, counts, dict, eventually, exec, guard, later, matches, now, on, parse, quote, random, time} from './safe.js';
import {collector, option} from './settings.js';
import {domain, forget, keep, names, read} from './storage.js';

const PREFIX = 'tl_q:';
const BATCH_MS = 250;
const MOST_MESSAGES = 100;
const MOST_CHARACTERS = 65536;
const BATCH_MESSAGES = 50;
const BATCH_BYTES = 60000;
const OTHER_TABS_MS = 3000;
const LONGEST_WAIT_MS = 300000;
/** The server knows a message_id again for 48 hours. */
const OLDEST_MS = 47 * 36e5;

const fetch = window.fetch;
const queue = dict();
const kept = dict();
const flying = dict();
let stamp = 0; // the order of messages of one millisecond
let busy = false;
let timer = 0;
let timerAt = 0;
let due = 0;
let failures = 0;

/** @param {string} text one message as JSON @param {boolean} mustArrive whether only an answer ends it */
export function add(text, mustArrive) {
  stamp = Math.max(now(), stamp + 1);
  const name = PREFIX + stamp + (mustArrive ? '!' : '.') + random();
  queue[name] = text;
  kept[name] = mayKeep() && keep(name, text);
  bound();
  schedule(BATCH_MS);
}

/** Begins to send, also what earlier pages left. */
export function start() {
  adopt();
  later(guard(adopt), OTHER_TABS_MS + 1000);
  on(window, 'online', () => {
    failures = 0;
    due = 0;
    adopt();
  });
}

/** Nothing may stay in the browser any longer: what waits is kept in memory alone. */
export function unkeep() {
  for (const name in kept) {
    kept[name] = false;
    forget(name);
  }
}

/** Takes over what no page seems to be sending. */
function adopt() {
  names(PREFIX, name => {
    const age = Math.abs(now() - exec(/\d+/, name)[0]); // a clock may have been put back
    const text = queue[name] ? '' : read(name);
    if (age > OLDEST_MS || (text && !attempt(() => parse(/** @type {string} */ (text))['event']))) {
      lose(name);
    } else if (text && age > OTHER_TABS_MS) {
      queue[name] = text;
      kept[name] = true;
    }
  });
  refused() && unkeep();
  schedule(0);
}

/** Keeps the newest within both limits. */
function bound() {
  const all = dict();
  for (const name in queue) {
    all[name] = queue[name].length;
  }
  names(PREFIX, name => all[name] = (read(name) || '').length);
  for (;;) {
    let oldest = '';
    let count = 0;
    let size = 0;
    for (const name in all) {
      count++;
      size += all[name];
      oldest = !oldest || name < oldest ? name : oldest;
    }
    if (count <= MOST_MESSAGES && size <= MOST_CHARACTERS) {
      return;
    }
    delete all[oldest];
    lose(oldest);
  }
}

function done(name) {
  delete queue[name];
  delete kept[name];
  delete flying[name];
  forget(name);
}

function lose(name) {
  done(name);
  counts['lost']++;
}

function schedule(delay) {
  const at = Math.max(now() + delay, due);
  if (!timer || at < timerAt) {
    clearTimeout(timer);
    timerAt = at;
    timer = later(guard(() => {
      timer = 0;
      flush();
    }), at - now());
  }
}

/** @return {{names: !Array<string>, text: string}} the oldest that fit one request */
function batch() {
  const taken = [];
  let events = '';
  let bytes = 0;
  for (const name in queue) {
    if (kept[name] && read(name) === null) {
      flying[name] || done(name); // another tab has sent it
    } else if (!flying[name] && taken.length < BATCH_MESSAGES) {
      const size = bytesOf(queue[name]);
      if (size > BATCH_BYTES) {
        lose(name);
      } else if (bytes + size <= BATCH_BYTES) {
        bytes += size + 1;
        events += (events ? ',' : '') + queue[name];
        taken[taken.length] = name;
      }
    }
  }
  return {
    names: taken,
    text: '{"key":' + quote('' + option('key')) + visitorCookie() + ',"sent_at":' + quote(time()) + ',"events":[' + events + ']}',
  };
}

/** @param {string} text @return {number} what it takes in a request, or a little more */
function bytesOf(text) {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    bytes += text[i] > '\u07ff' ? 3 : text[i] > '\x7f' ? 2 : 1;
  }
  return bytes;
}

/** Asks the server to set the visitor's cookie, which then lasts in Safari, too. */
const visitorCookie = () =>
    option('cookie') == 'server'
        ? ',"set_cookie":{"id":' + quote(anonymousId()) + ',"domain":' + quote(domain()) + '}' : '';

function flush() {
  const request = busy || navigator.onLine === false ? null : batch();
  if (!request || !request.names.length) {
    return;
  }
  mark(request.names, true);
  busy = true;
  const sent = attempt(() => fetch(collector(),
      {'method': 'POST', 'body': request.text, 'keepalive': true, 'credentials': 'include'}));
  eventually(sent, guard(answer => {
    busy = false;
    mark(request.names, false);
    settle(request.names, answer);
  }));
}

function mark(names, on) {
  for (let i = 0; i < names.length; i++) {
    flying[names[i]] = on;
  }
}

function settle(names, answer) {
  const status = answer ? answer.status : 0;
  if (status < 200 || status >= 500 || status == 408 || status == 429) {
    const asked = attempt(() => answer.headers.get('Retry-After') * 1000) || 0;
    const wait = Math.min(1000 * 2 ** failures++, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2);
    due = now() + Math.min(Math.max(asked, wait), 36e5);
  } else {
    failures = 0;
    for (let i = 0; i < names.length; i++) {
      status < 300 ? done(names[i]) : lose(names[i]);
    }
  }
  for (const name in queue) {
    return schedule(BATCH_MS);
  }
}

/**
 * The page may be gone in a moment. What a beacon has taken is out of our hands, except for messages
 * that must arrive. While the server is not well everything waits for the next page.
 */
export function leave() {
  while (!failures && navigator.onLine !== false && navigator.sendBeacon) {
    const request = batch();
    if (!request.names.length || !navigator.sendBeacon(collector(), request.text)) {
      return;
    }
    for (let i = 0; i < request.names.length; i++) {
      const name = request.names[i];
      if (kept[name] && matches(/!/, name)) {
        flying[name] = true;
      } else {
        done(name);
      }
    }
  }
}
