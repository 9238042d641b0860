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
