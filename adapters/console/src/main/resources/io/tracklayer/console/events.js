// SPDX-License-Identifier: Apache-2.0
'use strict';

// The list of events: live rows, the search field, the drawer, the keyboard. Each part looks for its own elements and
// leaves the page as it is without them. Event data goes through textContent only (element and inert: console.js).
(() => {
  const LONGEST = 500;
  const STATUSES = ['pending', 'delivered', 'failed', 'skipped', 'held'];
  const VERDICTS = ['refused', 'rejected'];
  const known = (all, one) => (all.includes(one) ? one : '');

  function outcome(delivery) {
    const item = element('li');
    const status = known(STATUSES, delivery.status);
    item.append(element('span', inert(delivery.destination) + ' ' + status, { class: 'badge ' + status }));
    if (status !== 'delivered' || delivery.reason !== 'accepted') {
      item.append(' ', element('span', inert(delivery.sentence), { class: 'why' }));
    }
    return item;
  }

  function cells(made, link, text, data) {
    const cell = (label, content) => {
      const td = element('td', inert(content), { 'data-label': label });
      made.append(td);
      return td;
    };
    const time = data.received_at.slice(0, 19).replace('T', ' ') + ' UTC';
    cell('Time').append(element('time', time, { datetime: data.received_at }));
    cell('Event').append(element('a', inert(text), { href: link, 'data-drawer': '' }));
    return cell;
  }

  function eventRow(event) {
    const made = element('tr', '', { 'data-seq': event.seq, class: 'fresh', tabindex: '0' });
    const cell = cells(made, '/events/' + Number(event.seq), event.event_name, event);
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

  function requestRow(request) {
    const made = element('tr', '', { 'data-seq': request.seq, class: 'request fresh', tabindex: '0' });
    const cell = cells(made, '/events/requests/' + Number(request.offset), request.event_name || 'request', request);
    cell('Order');
    cell('Value').className = 'number';
    cell('Sources', request.source);
    const verdict = known(VERDICTS, request.verdict);
    cell('Destinations').append(
      element('span', verdict, { class: 'badge ' + verdict }),
      ' ',
      element('code', inert(request.reason)),
      ' ',
      element('span', inert(request.sentence), { class: 'why' }),
      element('span', inert(request.fix), { class: 'fix' }));
    return made;
  }

  function rows(body) {
    const olderPages = document.querySelector('.older') !== null;
    const all = () => Array.from(body.rows);
    const find = (seq) => all().find((shown) => shown.dataset.seq === String(seq));
    return {
      remove(seq) {
        const old = find(seq);
        if (old) old.remove();
      },
      put(seq, made) {
        const old = find(seq);
        if (old) {
          const focused = old.contains(document.activeElement);
          old.replaceWith(made);
          if (focused) made.focus();
          return;
        }
        const place = all().find((shown) => Number(shown.dataset.seq) < seq);
        // What is older than the last row is on an older page.
        if (!place && olderPages && body.rows.length > 0) return;
        body.insertBefore(made, place || null);
        while (body.rows.length > LONGEST) body.deleteRow(-1);
        const none = document.getElementById('no-events');
        if (none) none.remove();
      },
    };
  }

  function live(body, panel) {
    const state = document.getElementById('live-state');
    const button = document.getElementById('live-pause');
    const list = rows(body);
    const waiting = new Map();
    let paused = false;
    let behind = 0;
    let lost = false;
    let refused = false;
    let newest = body.dataset.since;

    const say = () => {
      if (paused) {
        state.textContent = 'paused, ' + waiting.size + (waiting.size === 1 ? ' change waits' : ' changes wait');
      } else if (refused) {
        state.textContent = 'no live view at the moment, trying again; reload the page if it lasts';
      } else if (lost) {
        state.textContent = 'connection lost, trying again; nothing is missed';
      } else {
        state.textContent = behind > 0 ? 'live, catching up: ' + behind + ' records behind' : 'live';
      }
    };
    const change = (seq, apply) => {
      if (paused) {
        waiting.delete(seq);
        waiting.set(seq, apply);
        say();
      } else {
        apply();
      }
    };

    const connect = () => {
      const address = new URL(body.dataset.stream, location.origin);
      address.searchParams.set('since', newest);
      const stream = new EventSource(address);
      stream.onopen = () => { lost = refused = false; say(); };
      // A lost connection the browser makes anew itself; one that was answered by a refusal it gives up.
      stream.onerror = () => {
        lost = true;
        refused = stream.readyState === EventSource.CLOSED;
        if (refused) setTimeout(connect, 2000);
        say();
      };
      const on = (name, apply) => stream.addEventListener(name, (message) => {
        newest = message.lastEventId || newest;
        const what = JSON.parse(message.data);
        change(what.seq, () => apply(what));
      });
      on('message', (event) => list.put(event.seq, eventRow(event)));
      on('request', (request) => list.put(request.seq, requestRow(request)));
      on('gone', (event) => list.remove(event.seq));
      stream.addEventListener('behind', (message) => {
        behind = Number(JSON.parse(message.data).records);
        say();
      });
    };
    connect();
    button.addEventListener('click', () => {
      paused = !paused;
      button.textContent = paused ? 'Go on' : 'Pause';
      if (!paused) {
        waiting.forEach((apply) => apply());
        waiting.clear();
      }
      say();
    });
    panel.hidden = false;
  }

  // What is typed goes in the body of a POST: an address would be kept in histories and logs.
  function finder(form) {
    const said = document.getElementById('find-said');
    document.getElementById('find-label').textContent =
      'Order or event id, e-mail, phone with country code, customer, visitor or click id';
    form.addEventListener('submit', async (submit) => {
      const typed = document.getElementById('find-what').value.trim();
      submit.preventDefault();
      if (typed === '') return;
      said.textContent = 'searching…';
      const headers = { 'Content-Type': 'application/json' };
      const token = document.querySelector('meta[name="csrf-token"]');
      if (token) headers['X-CSRF-Token'] = token.content;
      try {
        const answer = await fetch('/api/v1/events/search',
          { method: 'POST', headers, body: JSON.stringify({ q: typed }) });
        const found = await answer.json();
        if (answer.ok && /^\/events\?/.test(found.location)) {
          location.assign(found.location);
        } else {
          said.textContent = found.message || 'That could not be searched for.';
        }
      } catch (failed) {
        said.textContent = 'The node does not answer. Try again.';
      }
    });
  }

  // The drawer shows the page a link leads to, which the server has escaped. It is an entry of the history: back closes
  // it, and reloading shows the page itself. Without script the link leads there.
  const drawer = (() => {
    let dialog = null;
    let from = null;
    let row = null;

    const fill = (...content) => {
      const close = element('button', 'Close', { type: 'button' });
      close.addEventListener('click', () => dialog.close());
      dialog.replaceChildren(close, ...content);
    };
    const closed = () => {
      dialog.remove();
      dialog = null;
      if (history.state && history.state.drawer) history.back();
      if (from.isConnected) {
        from.focus();
      } else if (row && row.dataset.seq) {
        // The stream has put a newer row in its place.
        const newer = document.querySelector('tr[data-seq="' + Number(row.dataset.seq) + '"]');
        if (newer) newer.focus();
      }
    };
    const load = async (href) => {
      fill(element('p', 'Loading…', { role: 'status' }));
      try {
        const answer = await fetch(href);
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const main = page.querySelector('main');
        if (!dialog) return;
        if (!main) throw new Error('no page');
        fill(...Array.from(main.children));
        const title = dialog.querySelector('h1');
        if (title) {
          title.id = 'drawer-title';
          dialog.setAttribute('aria-labelledby', 'drawer-title');
        }
      } catch (failed) {
        if (!dialog) return;
        const again = element('button', 'Try again', { type: 'button' });
        again.addEventListener('click', () => load(href));
        fill(element('p', 'This could not be loaded: the node does not answer.', { role: 'alert' }), again);
      }
    };
    return {
      open(link) {
        const state = { drawer: true };
        if (dialog) {
          history.replaceState(state, '', link.href);
        } else {
          row = link.closest('tr');
          from = row && row.contains(document.activeElement) ? document.activeElement : link;
          dialog = element('dialog', '', { class: 'drawer' });
          dialog.addEventListener('close', closed);
          document.body.append(dialog);
          dialog.showModal();
          history.pushState(state, '', link.href);
        }
        load(link.href);
      },
      back() {
        if (dialog && !(history.state && history.state.drawer)) dialog.close();
      },
    };
  })();

  document.addEventListener('click', (click) => {
    const link = click.target.closest('a[data-drawer]');
    if (!link || click.button !== 0 || click.ctrlKey || click.metaKey || click.shiftKey) return;
    click.preventDefault();
    drawer.open(link);
  });
  window.addEventListener('popstate', () => {
    // Forward to a drawer that is closed by now: its page is what the address says.
    if (history.state && history.state.drawer && !document.querySelector('dialog.drawer')) location.reload();
    drawer.back();
  });

  function keyboard(body) {
    Array.from(body.rows).forEach((row) => row.setAttribute('tabindex', '0'));
    body.addEventListener('keydown', (key) => {
      const row = key.target;
      if (row.parentElement !== body) return;
      if (key.key === 'Enter') {
        drawer.open(row.querySelector('a[data-drawer]'));
      } else if (key.key === 'ArrowDown' && row.nextElementSibling) {
        row.nextElementSibling.focus();
      } else if (key.key === 'ArrowUp' && row.previousElementSibling) {
        row.previousElementSibling.focus();
      } else {
        return;
      }
      key.preventDefault();
    });
  }

  const body = document.getElementById('events');
  const panel = document.getElementById('live');
  const form = document.getElementById('find');
  if (body) keyboard(body);
  if (body && panel) live(body, panel);
  if (form) finder(form);
})();
