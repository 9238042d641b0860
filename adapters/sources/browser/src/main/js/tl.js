// SPDX-License-Identifier: Apache-2.0
/** The function tl() of a page. What was called before it was there waits in tl.q. */
import {apply, counts, dict, guard, on} from './safe.js';
import {flag, init, option} from './settings.js';
import {listen as listenToConsent, say} from './signals.js';
import {listen as listenToDataLayer} from './datalayer.js';
import {anonymousId} from './identifiers.js';
import {arrive, eventId, know, set, start as startMessages, tell} from './messages.js';
import {start as startQueue} from './queue.js';

const early = (window['tl'] || {})['q'] || [];
let waiting = [];
let started = false;
let replayed = false;
let viewed = '';

/** Calls by name; each takes the arguments of tl() after the name. */
const calls = dict();
calls['page'] = fields => tell('page_viewed', fields);
calls['track'] = (name, fields) => name && tell(name, fields);
calls['identify'] = know;
calls['consent'] = say;
calls['set'] = set;
calls['ready'] = action => action(window['tl']);

function tl(name, first, second) {
  if (name == 'init') {
    init(first);
    replayed && start();
  } else if (!calls[name]) {
    counts['unknown']++;
  } else if (started) {
    guard(calls[name])(first, second);
  } else {
    waiting[waiting.length] = [name, first, second];
  }
}

function start() {
  if (started || !option('key')) {
    return;
  }
  started = true;
  startMessages();
  arrive();
  guard(listenToConsent)();
  guard(listenToDataLayer)();
  const calls = waiting;
  waiting = [];
  for (let i = 0; i < calls.length; i++) {
    tl(calls[i][0], calls[i][1], calls[i][2]);
  }
  flag('page', true) && view();
  flag('spa') && follow();
  startQueue();
}

/** Page views of applications that change the address without loading a page. */
function follow() {
  const names = ['pushState', 'replaceState'];
  for (let i = 0; i < 2; i++) {
    const name = names[i];
    const original = history[name];
    history[name] = function() {
      const result = apply(original, this, /** @type {?} */ (arguments));
      guard(view)();
      return result;
    };
  }
  on(window, 'popstate', view);
}

function view() {
  const url = location.pathname + location.search;
  if (url != viewed) {
    viewed = url;
    tell('page_viewed');
  }
}

if (!(window['tl'] || {})['counts']) {
  const api = guard(tl);
  api['eventId'] = guard(eventId);
  api['anonymousId'] = guard(anonymousId);
  api['counts'] = counts;
  window['tl'] = api;
  for (let i = 0; i < early.length; i++) {
    api(early[i][0], early[i][1], early[i][2]);
  }
  replayed = true;
  guard(start)();
}
