// SPDX-License-Identifier: Apache-2.0
'use strict';

// Orders about deliveries and destinations: forms and ticks become JSON. What comes back reaches
// the page through textContent only.
(() => {
  function made(tag, text, attributes) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    return element;
  }

  async function post(path, order) {
    const headers = { 'Content-Type': 'application/json' };
    const token = document.querySelector('meta[name="csrf-token"]');
    if (token) headers['X-CSRF-Token'] = token.content;
    const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(order) });
    const tree = await answer.json();
    if (!answer.ok) throw new Error(tree.message || tree.error || 'refused, HTTP ' + answer.status);
    return tree;
  }

  const say = (output, text) => { output.replaceChildren(made('span', text)); };
  const failed = (output) => (failure) => say(output, failure.message);

  function exchange(output, title, text) {
    const details = made('details');
    details.append(made('summary', title), made('pre', text, { tabindex: '0' }));
    output.append(details);
  }

  function lines(message, first) {
    const headers = Object.entries(message.headers || {}).map(([name, value]) => name + ': ' + value);
    return [first, ...headers, '', message.body || ''].join('\n');
  }

  function show(output, tree) {
    const verdict = tree.verdict ? tree.verdict + ': ' : '';
    say(output, verdict + (tree.sentence || 'done'));
    if (tree.request) {
      exchange(output, 'Request (masked)', lines(tree.request, tree.request.method + ' ' + tree.request.url));
      exchange(output, 'Answer (masked)',
        lines(tree.response, tree.response.status ? 'HTTP ' + tree.response.status : 'no answer'));
    }
  }

  function order(form) {
    const order = {};
    for (const field of form.elements) {
      if (!field.name || !field.value) continue;
      const [group, name] = field.name.split(/\.(.*)/s);
      const value = field.dataset.list === 'true'
        ? field.value.split(/[,\n]/).map((part) => part.trim()).filter(Boolean) : field.value;
      if (name === undefined) order[group] = value;
      else (order[group] = order[group] || {})[name] = value;
    }
    return order;
  }

  for (const form of document.querySelectorAll('form[data-order]')) {
    form.hidden = false;
    const output = form.querySelector('output');
    const button = form.querySelector('button');
    form.addEventListener('submit', (submit) => {
      submit.preventDefault();
      button.disabled = true;
      say(output, 'one moment');
      const path = form.dataset.order;
      post(path, order(form))
        .then((tree) => {
          show(output, tree);
          for (const field of form.querySelectorAll('[type=password]')) field.value = '';
          if (/\/(pause|resume)$/.test(path)) location.reload();
        })
        .catch(failed(output))
        .finally(() => { button.disabled = false; });
    });
  }

  for (const button of document.querySelectorAll('button.copy')) {
    button.hidden = false;
    const text = button.parentElement.querySelector('pre');
    button.addEventListener('click', () => {
      const select = () => getSelection().selectAllChildren(text);
      if (!navigator.clipboard) {
        select();
        return;
      }
      navigator.clipboard.writeText(text.textContent)
        .then(() => { button.textContent = 'Copied'; })
        .catch(select);
    });
  }

  // Nothing is sent before somebody has read what would be.
  function offer(output, text, button, action) {
    say(output, text);
    if (!button) return;
    const yes = made('button', button, { type: 'button' });
    const no = made('button', 'Leave it', { type: 'button' });
    // The button that is pressed goes away; who works by keyboard goes on from here.
    output.tabIndex = -1;
    yes.addEventListener('click', () => {
      output.focus();
      action().catch(failed(output));
    });
    no.addEventListener('click', () => {
      output.focus();
      say(output, '');
    });
    output.append(' ', yes, ' ', no);
  }

  const counted = (counts) =>
    Object.entries(counts).map(([reason, count]) => count + ' ' + reason).join(', ');

  function progress(output, id) {
    const look = async () => {
      const answer = await fetch('/api/v1/replays/' + encodeURIComponent(id));
      const replay = await answer.json();
      if (!answer.ok) throw new Error(replay.message || 'the replay cannot be seen');
      const left = counted(replay.excluded || {});
      say(output, 'Replay ' + replay.state + ': ' + replay.queued + ' queued, '
        + replay.delivered + ' delivered, ' + replay.failed + ' failed, ' + replay.skipped
        + ' skipped' + (left ? ', left alone: ' + left : '') + '. ');
      output.append(made('a', 'All replays', { href: '/replays' }));
      if (replay.state === 'running') setTimeout(() => look().catch(failed(output)), 1000);
    };
    return look();
  }

  async function replay(output, order) {
    say(output, 'looking at what would be sent');
    const preview = await post('/api/v1/replays/preview', order);
    const left = counted(preview.excluded || {});
    const text = preview.matched + (preview.complete ? '' : ' or more') + ' match, '
      + preview.admitted + ' would be sent' + (left ? '; left alone: ' + left : '') + '. ';
    offer(output, text, preview.admitted ? 'Send ' + preview.admitted + ' again' : '', async () => {
      // the window that was shown, not one that has moved on meanwhile
      const window = order.deliveries ? {} : { since: preview.order.since, until: preview.order.until };
      const started = await post('/api/v1/replays', { ...order, ...window });
      await progress(output, started.id);
    });
  }

  function ticks() {
    return Array.from(document.querySelectorAll('input[name=tick]:checked'), (box) => box.value);
  }

  function onClick(id, action) {
    const button = document.getElementById(id);
    if (button) button.addEventListener('click', action);
  }

  function showTicks() {
    for (const cell of document.querySelectorAll('.tick')) cell.hidden = false;
    const head = document.querySelector('th.tick');
    if (!head) return;
    const all = made('input', '', { type: 'checkbox', 'aria-label': 'Tick all on this page' });
    all.addEventListener('change', () => {
      for (const box of document.querySelectorAll('input[name=tick]')) box.checked = all.checked;
    });
    head.replaceChildren(all);
  }

  const again = document.getElementById('replay');
  if (again) {
    again.hidden = false;
    showTicks();
    const output = document.getElementById('replay-state');
    onClick('replay-ticked', () => {
      const deliveries = ticks();
      if (deliveries.length === 0) say(output, 'Tick some deliveries first.');
      else replay(output, { deliveries }).catch(failed(output));
    });
    onClick('replay-all', () => {
      replay(output, JSON.parse(again.dataset.order)).catch(failed(output));
    });
  }

  async function reprocess(output, orders) {
    say(output, 'looking at what would be taken up again');
    let requests = 0;
    for (const order of orders) {
      requests += (await post('/api/v1/reprocess/preview', order)).matched;
    }
    offer(output, requests + ' request(s) would be looked at again. ',
      requests ? 'Look at ' + requests + ' again' : '', async () => {
        for (const order of orders) await post('/api/v1/reprocess', order);
        say(output, requests + ' request(s) were looked at again. ');
        output.append(made('a', 'See what became of them', { href: location.href }));
      });
  }

  const requests = document.getElementById('reprocess');
  if (requests) {
    requests.hidden = false;
    showTicks();
    const output = document.getElementById('reprocess-state');
    onClick('reprocess-ticked', () => {
      const orders = ticks().map((offset) => ({ request: Number(offset) }));
      if (orders.length === 0) say(output, 'Tick some requests first.');
      else reprocess(output, orders).catch(failed(output));
    });
    onClick('reprocess-all', () => {
      reprocess(output, [JSON.parse(requests.dataset.order)]).catch(failed(output));
    });
  }
})();
