// SPDX-License-Identifier: Apache-2.0
'use strict';

// What names a person is sent in a body, never in an address: those are kept by browsers and logs.
(() => {
  const state = document.querySelector('.ask-state');
  const personal = (text) => text.includes('@') || /^(phone=|email=)/.test(text) ||
    /^\+[0-9 ()./-]{7,25}$/.test(text) || /^[0-9a-fA-F]{64}$/.test(text);

  async function ask(form, of) {
    state.textContent = 'Looking …';
    const token = document.querySelector('meta[name="csrf-token"]');
    const headers = { 'Content-Type': 'application/json' };
    if (token) headers['X-CSRF-Token'] = token.content;
    const body = { of };
    for (const name of ['destination', 'merchant']) {
      const field = form.elements[name];
      if (field && field.value) body[name] = field.value;
    }
    const answer = await fetch(form.dataset.ask, { method: 'POST', headers, body: JSON.stringify(body) });
    const json = await answer.json();
    if (!answer.ok) {
      state.textContent = json.message || 'That could not be looked up.';
    } else if (json.event) {
      const query = new URLSearchParams({ of: String(Number(json.event)) });
      if (body.destination) query.set('destination', body.destination);
      location.assign(form.getAttribute('action') + '?' + query);
    } else {
      const text = document.createElement('pre');
      text.textContent = json.text;
      state.replaceChildren(text);
    }
  }

  for (const form of document.querySelectorAll('form[data-ask]')) {
    form.addEventListener('submit', (event) => {
      const of = form.elements.of.value.trim();
      if (!state || !personal(of)) return;
      event.preventDefault();
      ask(form, of).catch(() => { state.textContent = 'The node does not answer. Try again.'; });
    });
  }

  for (const button of document.querySelectorAll('[data-copy]')) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener('click', () => {
      const text = button.parentElement.querySelector('pre').textContent;
      navigator.clipboard.writeText(text).then(() => { button.textContent = 'Copied'; });
    });
  }
})();
