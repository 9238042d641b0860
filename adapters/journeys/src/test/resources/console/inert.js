// SPDX-License-Identifier: Apache-2.0
// What of the page is not the page's own; returns it.
const found = window.sung.slice();
// The one link to a platform is made of the operator's own pixel number.
const own = /^(\/(?!\/)|#|\?|$|https:\/\/business\.facebook\.com\/events_manager2\/list\/dataset\/\d+$)/;
const leading = ['href', 'src', 'action', 'formaction', 'srcset', 'data', 'poster', 'xlink:href', 'background', 'ping'];
const foreign = 'iframe,frame,object,embed,base,video,audio,source,math,style,template,foreignObject,meta[http-equiv]';
for (const element of document.querySelectorAll(foreign)) found.push('element ' + element.outerHTML.slice(0, 120));
for (const element of document.querySelectorAll('*')) {
  for (const attribute of element.attributes) {
    const name = attribute.name.toLowerCase();
    if (name.startsWith('on')) found.push('handler ' + element.outerHTML.slice(0, 120));
    if (leading.includes(name) && !own.test(attribute.value)) found.push('leads away: ' + attribute.value.slice(0, 120));
  }
}
const scripts = Array.from(document.scripts).filter((script) => script.textContent || !script.src.startsWith(location.origin + '/assets/'));
if (scripts.length > 0) found.push('script ' + scripts[0].outerHTML.slice(0, 120));
if (/[\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.outerHTML)) found.push('turns the direction of writing');
for (const entry of performance.getEntriesByType('resource')) {
  if (!entry.name.startsWith(location.origin + '/')) found.push('asked for ' + entry.name);
}
if (/canary=/.test(document.cookie)) found.push('a cookie was set');
return found;
