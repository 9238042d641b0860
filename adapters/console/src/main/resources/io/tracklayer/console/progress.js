// SPDX-License-Identifier: Apache-2.0
'use strict';

// Keeps the panel of long work current and offers to end what can be ended. Texts of the node reach
// the page through textContent only.
(() => {
  const panel = document.getElementById('work');
  if (!panel) return;
  const list = panel.querySelector('ul');
  const BUSY = 2000;
  const QUIET = 15000;

  const made = (tag, text, attributes) => {
    const one = document.createElement(tag);
    one.textContent = text;
    for (const [name, value] of Object.entries(attributes || {})) one.setAttribute(name, value);
    return one;
  };

  const say = (text, kind) => {
    const toast = made('p', text, { class: 'toast ' + kind, role: 'status' });
    const toasts = document.querySelector('.toasts') || document.body.appendChild(made('div', '', { class: 'toasts' }));
    toasts.append(toast);
    setTimeout(() => toast.remove(), 6000);
  };

  const end = async (work, button) => {
    if (!confirm('End "' + work.title + '"? What it has sent stays sent.')) return;
    button.disabled = true;
    const token = document.querySelector('meta[name="csrf-token"]');
    const headers = { 'Content-Type': 'application/json' };
    if (token) headers['X-CSRF-Token'] = token.content;
    const answer = await fetch(work.cancel, { method: 'POST', headers, body: '{"by":"console"}' });
    if (answer.ok) {
      say(work.title + ' is ended.', 'ok');
    } else {
      const told = await answer.json().catch(() => ({}));
      say('It goes on: ' + (told.message || 'the node answered ' + answer.status), 'failed');
      button.disabled = false;
    }
  };

  const item = (work) => {
    const one = made('li', '');
    one.append(made('strong', work.title));
    if (work.total > 0) {
      one.append(made('progress', '', {
        max: work.total, value: Math.min(work.done, work.total), 'aria-label': work.title,
      }));
    }
    one.append(made('span', work.sentence));
    if (work.cancel && work.cancel.startsWith('/api/v1/')) {
      const button = made('button', 'End it', { type: 'button', class: 'danger', 'aria-label': 'End ' + work.title });
      button.addEventListener('click', () => {
        end(work, button).catch(() => say('The node does not answer.', 'failed'));
      });
      one.append(button);
    }
    return one;
  };

  let shown = '';
  const show = (all) => {
    const text = JSON.stringify(all);
    // A button somebody is on must not go away under them.
    if (text === shown || list.contains(document.activeElement)) return;
    shown = text;
    list.replaceChildren(...all.map(item));
    panel.hidden = all.length === 0;
  };

  const ask = async () => {
    let busy = false;
    if (!document.hidden) {
      const answer = await fetch('/api/v1/progress');
      if (answer.ok) {
        const all = (await answer.json()).work;
        busy = all.length > 0;
        show(all);
      }
    }
    return busy;
  };
  const turn = () => ask().catch(() => false).then((busy) => setTimeout(turn, busy ? BUSY : QUIET));
  turn();
})();
