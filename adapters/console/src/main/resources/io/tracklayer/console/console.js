// SPDX-License-Identifier: Apache-2.0
'use strict';

// Event data reaches the page through textContent and attributes made here only.
function element(tag, text, attributes) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
  return made;
}

// Same characters as the pages replace: they could make one value look like another.
function inert(text) {
  return String(text === undefined ? '' : text)
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

const STATUSES = ['pending', 'delivered', 'failed', 'skipped', 'held'];

function outcome(delivery) {
  const item = element('li');
  const status = STATUSES.includes(delivery.status) ? delivery.status : '';
  item.append(element('span', inert(delivery.destination) + ' ' + status, { class: 'badge ' + status }));
  if (status !== 'delivered' || delivery.reason !== 'accepted') {
    item.append(element('span', ': ' + inert(delivery.sentence), { class: 'why' }));
  }
  return item;
}

function row(event) {
  const made = element('tr', '', { 'data-seq': event.seq, class: 'fresh' });
  const cell = (label, text) => {
    const td = element('td', inert(text), { 'data-label': label });
    made.append(td);
    return td;
  };
  const time = event.received_at.slice(0, 19).replace('T', ' ') + ' UTC';
  cell('Time').append(element('time', time, { datetime: event.received_at }));
  cell('Event').append(element('a', inert(event.event_name),
    { href: '/events/' + Number(event.seq), 'data-drawer': '' }));
  cell('Order', event.order_id);
  // The text of the amount, not the number: 10.00 must stay 10.00.
  cell('Value', event.amount).className = 'number';
  cell('Sources', event.sources.join(' + '));
  const destinations = cell('Destinations');
  if (event.deliveries.length === 0) {
    destinations.append(element('span', 'no destination is set up for this store', { class: 'why' }));
  } else {
    const list = element('ul', '', { class: 'outcomes' });
    list.append(...event.deliveries.map(outcome));
    destinations.append(list);
  }
  return made;
}

function live(body) {
  const LONGEST = 500;
  const state = document.getElementById('live-state');
  const button = document.getElementById('live-pause');
  const wanted = body.dataset;
  let paused = false;
  const waiting = new Map();

  const matches = (event) =>
    (!wanted.event || wanted.event === event.event_name) &&
    (!wanted.merchant || wanted.merchant === event.merchant) &&
    (!wanted.store || wanted.store === event.store) &&
    (!wanted.source || event.sources.includes(wanted.source)) &&
    (!wanted.key || wanted.key === event.event_id || wanted.key === event.order_id);

  const insert = (event) => {
    const made = row(event);
    const rows = Array.from(body.rows);
    const old = rows.find((shown) => shown.dataset.seq === String(event.seq));
    if (old) {
      const focused = old.contains(document.activeElement);
      old.replaceWith(made);
      if (focused) made.querySelector('a').focus();
      return;
    }
    const place = rows.find((shown) => Number(shown.dataset.seq) < event.seq);
    body.insertBefore(made, place || null);
    while (body.rows.length > LONGEST) body.deleteRow(-1);
    const none = document.getElementById('no-events');
    if (none) none.remove();
  };

  const say = (text) => { state.textContent = text; };
  const stream = new EventSource('/api/v1/events/stream?since=' + Number(wanted.since || 0));
  stream.onopen = () => { if (!paused) say('live'); };
  stream.onerror = () => { if (!paused) say('connection lost, trying again'); };
  stream.onmessage = (message) => {
    const event = JSON.parse(message.data);
    if (!matches(event)) return;
    if (paused) {
      waiting.delete(event.seq);
      waiting.set(event.seq, event);
      if (waiting.size > LONGEST) waiting.delete(waiting.keys().next().value);
      say('paused, ' + waiting.size + ' waiting');
    } else {
      insert(event);
    }
  };
  button.addEventListener('click', () => {
    paused = !paused;
    button.textContent = paused ? 'Go on' : 'Pause';
    say(paused ? 'paused' : 'live');
    if (!paused) {
      waiting.forEach(insert);
      waiting.clear();
    }
  });
  document.getElementById('live').hidden = false;
}

// The drawer shows the event's own page, which the server has escaped; without script, or when
// anything goes wrong, the link leads to that page.
async function drawer(link) {
  const answer = await fetch(link.href);
  if (!answer.ok) throw new Error('no such event');
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const dialog = element('dialog');
  const close = element('button', 'Close', { type: 'button' });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    // The stream may have replaced the row meanwhile, and the link with it.
    if (!link.isConnected) document.querySelector('a[data-drawer][href="' + link.getAttribute('href') + '"]')?.focus();
  });
  dialog.append(close, ...Array.from(page.querySelector('main').children));
  document.body.append(dialog);
  dialog.showModal();
}

document.addEventListener('click', (click) => {
  const link = click.target.closest('a[data-drawer]');
  if (!link || click.button !== 0 || click.ctrlKey || click.metaKey || click.shiftKey) return;
  click.preventDefault();
  drawer(link).catch(() => { location.href = link.href; });
});

const events = document.getElementById('events');
if (events && document.getElementById('live')) live(events);
