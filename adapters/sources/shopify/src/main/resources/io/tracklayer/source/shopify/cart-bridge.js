// SPDX-License-Identifier: Apache-2.0
// TrackLayer for Shopify: carries browser ids, click ids and consent from the storefront into the order, as cart
// attributes that begin with an underscore, so that themes do not show them to buyers. Goes into theme.liquid before
// </body>: <script src="https://YOUR-NODE/v1/shopify/cart-bridge.js" defer></script>
(() => {
  const COOKIES = ['_fbp', '_fbc', '_ttp', '_scid', '_rdt_uuid', '_gcl_aw', '_gcl_gb', '_gcl_ag', '_epik', '_uetmsclkid'];
  const BARE_COOKIES = {ttclid: '_ttclid', li_fat_id: '_li_fat_id', awc: '_awc', _rdt_cid: '_rdt_cid', taboola_cid: '_tblci'};
  const CLICKS = ['fbclid', 'gclid', 'gbraid', 'wbraid', 'ttclid', 'sccid', 'epik', 'li_fat_id', 'rdt_cid', 'awc', 'tblci',
    'msclkid', 'twclid', 'irclickid', 'cjevent'];
  const SENT = 'tl_bridge';

  const cookie = name => {
    const found = document.cookie.match(new RegExp('(?:^|; )' + name.replace(/[$.]/g, '\\$&') + '=([^;]*)'));
    try {
      return found ? decodeURIComponent(found[1]) : '';
    } catch (notEncoded) {
      // one odd cookie must not keep the visitor's consent out of the order
      return found[1];
    }
  };

  // 1 or 0: what is allowed now, which Shopify knows where nobody was asked, too.
  function consent(privacy) {
    const answers = {
      analytics: privacy.analyticsProcessingAllowed(),
      marketing: privacy.marketingAllowed(),
      sale_of_data: privacy.saleOfDataAllowed(),
    };
    return Object.keys(answers).map(name => name + '=' + (answers[name] ? 1 : 0)).join(',');
  }

  function clicks() {
    const found = {};
    try {
      const kept = JSON.parse(localStorage.getItem('tl_clicks') || '{}');
      CLICKS.forEach(name => {
        if (kept[name] && kept[name][0]) found['_' + name] = kept[name][0];
      });
    } catch (unreadable) {
      // without them
    }
    new URLSearchParams(location.search).forEach((value, name) => {
      if (CLICKS.includes(name.toLowerCase())) found['_' + name.toLowerCase()] = value;
    });
    return found;
  }

  function attributes(privacy) {
    const found = {_tl_consent: consent(privacy)};
    const known = privacy.analyticsProcessingAllowed() || privacy.marketingAllowed();
    found._tl_anon = known ? cookie('tl_id') || cookie('_shopify_y') : '';
    found._ga = privacy.analyticsProcessingAllowed() ? cookie('_ga') : '';
    if (privacy.marketingAllowed()) {
      COOKIES.forEach(name => { found[name] = cookie(name); });
      Object.keys(BARE_COOKIES).forEach(name => { found[BARE_COOKIES[name]] = cookie(name); });
      Object.assign(found, clicks());
    } else {
      // what an earlier answer allowed is taken out of the cart again
      COOKIES.concat(Object.values(BARE_COOKIES), CLICKS.map(name => '_' + name)).forEach(name => { found[name] = ''; });
    }
    return found;
  }

  function carry() {
    const found = attributes(Shopify.customerPrivacy);
    const text = JSON.stringify(found) + cookie('cart');
    if (sessionStorage.getItem(SENT) === text) return;
    const root = (Shopify.routes && Shopify.routes.root) || '/';
    fetch(root + 'cart/update.js', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({attributes: found}),
    }).then(answer => { if (answer.ok) sessionStorage.setItem(SENT, text); }).catch(() => {});
  }

  function start() {
    if (!window.Shopify || !Shopify.loadFeatures) return;
    Shopify.loadFeatures([{name: 'consent-tracking-api', version: '0.1'}], error => {
      if (error) return;
      document.addEventListener('visitorConsentCollected', carry);
      carry();
    });
  }

  start();
})();
