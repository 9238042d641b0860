// SPDX-License-Identifier: Apache-2.0
'use strict';

// Runs before the page is painted, so that a chosen theme never flashes the other one.
(() => {
  const NAME = 'tracklayer-theme';
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');

  // Storage may be forbidden; then the choice lasts as long as the page.
  const remembered = () => {
    try { return localStorage.getItem(NAME); } catch (forbidden) { return null; }
  };
  const remember = (theme) => {
    try { localStorage.setItem(NAME, theme); } catch (forbidden) { /* see above */ }
  };
  const shown = () => root.dataset.theme || (dark.matches ? 'dark' : 'light');

  const chosen = remembered();
  if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;

  document.addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme');
    if (!button) return;
    const say = () => button.setAttribute('aria-pressed', String(shown() === 'dark'));
    button.hidden = false;
    say();
    dark.addEventListener('change', say);
    button.addEventListener('click', () => {
      root.dataset.theme = shown() === 'dark' ? 'light' : 'dark';
      remember(root.dataset.theme);
      say();
    });
  });
})();
