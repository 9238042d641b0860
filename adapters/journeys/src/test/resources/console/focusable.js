// SPDX-License-Identifier: Apache-2.0
// Numbers what the keyboard must reach, and notes as it is reached whether that is seen.
const all = Array.from(document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]'))
  .filter((element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility());
all.forEach((element, i) => element.setAttribute('data-reach', i));
window.reached = new Set();
window.unseen = [];
const plain = (style) => style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0;
document.addEventListener('focusin', (event) => {
  const element = event.target;
  window.reached.add(Number(element.getAttribute('data-reach')));
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  if (plain(style) && style.boxShadow === 'none') window.unseen.push('no focus ring: ' + element.outerHTML.slice(0, 120));
  if (box.width === 0 || box.height === 0) window.unseen.push('no size: ' + element.outerHTML.slice(0, 120));
});
return all.length;
