// SPDX-License-Identifier: Apache-2.0
// TrackLayer for Shopify: paste all of this under Settings > Customer events > Add custom pixel, fill in the two values
// below, and set the pixel's permission to "Not required": what the visitor allows travels with every event, and the
// node keeps to it. Cookies and click ids are only read as far as the visitor allows.
const TRACKLAYER = {
  endpoint: 'https://YOUR-NODE/v1/shopify/pixel',
  key: 'YOUR-WRITE-KEY',
};

const COOKIES = ['_fbp', '_fbc', '_ga', '_gcl_aw', '_gcl_gb', '_gcl_ag', '_gcl_dc', 'FPGCLAW', '_ttp', 'ttclid', '_scid',
  '_rdt_uuid', '_rdt_cid', '_epik', 'li_fat_id', 'awc', '_uetmsclkid'];
const CLICKS = ['fbclid', 'gclid', 'gbraid', 'wbraid', 'dclid', 'ttclid', 'sccid', 'epik', 'li_fat_id', 'rdt_cid', 'awc',
  'tblci', 'msclkid', 'twclid', 'irclickid', 'cjevent', 'clickref', 'tduid', 'wgu', 'ob_click_id', 'qclid', 'vmcid', 'aleid'];
const ANALYTICS = ['_ga'];

let privacy = init.customerPrivacy || {};
let clientId;

const quietly = promise => Promise.resolve(promise).catch(() => null);

// Cookies and storage of the storefront, as far as the visitor allows them to be read.
async function identifiers() {
  const found = {consent: privacy};
  if (privacy.analyticsProcessingAllowed || privacy.marketingAllowed) found.anon = await visitor();
  const names = COOKIES.filter(name =>
    ANALYTICS.includes(name) ? privacy.analyticsProcessingAllowed : privacy.marketingAllowed);
  const values = await Promise.all(names.map(name => quietly(browser.cookie.get(name))));
  names.forEach((name, i) => {
    if (values[i]) found[name] = values[i];
  });
  if (privacy.marketingAllowed) Object.assign(found, await clicks());
  return found;
}

async function visitor() {
  return await quietly(browser.cookie.get('tl_id')) || await quietly(browser.localStorage.getItem('tl_id')) || undefined;
}

// Click ids of earlier pages, kept by tl.js as {"gclid": ["id", when, "page"]}.
async function clicks() {
  const found = {};
  try {
    const kept = JSON.parse(await quietly(browser.localStorage.getItem('tl_clicks')) || '{}');
    for (const name of CLICKS) {
      if (kept[name] && kept[name][0]) found[name] = kept[name][0];
    }
  } catch (unreadable) {
    // without them
  }
  return found;
}

async function send(event, more) {
  const body = JSON.stringify(Object.assign({}, event, {tl: Object.assign(await identifiers(), more)}));
  // As text/plain the browser asks nothing before, and keepalive outlives the page up to 64 KiB.
  return quietly(fetch(TRACKLAYER.endpoint + '?key=' + encodeURIComponent(TRACKLAYER.key), {
    method: 'POST',
    headers: {'Content-Type': 'text/plain'},
    body,
    keepalive: body.length < 60000,
    credentials: 'omit',
  }));
}

analytics.subscribe('all_standard_events', event => {
  clientId = event.clientId;
  return send(event);
});

// Who refuses is named all the same: else nobody knew whose earlier answer this one takes back.
api.customerPrivacy.subscribe('visitorConsentCollected', async event => {
  privacy = event.customerPrivacy;
  return send({
    name: 'visitor_consent_collected',
    clientId,
    timestamp: new Date().toISOString(),
    context: init.context,
    customerPrivacy: privacy,
  }, {anon: await visitor()});
});
