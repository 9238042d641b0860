// A shop's server with @segment/analytics-node: host and write key are all that differs from Segment's own.
const { Analytics } = require('@segment/analytics-node');

const analytics = new Analytics({ writeKey: process.env.KEY, host: process.env.HOST });
const failed = [];
analytics.on('error', (error) => failed.push(error.code + ' ' + error.reason));

const order = JSON.parse(process.env.ORDER);
const userId = 'u-' + order.order_id;
analytics.identify({ userId, anonymousId: 'a-' + order.order_id, traits: { email: 'jane@example.com', firstName: 'Jane' } });
analytics.page({ userId, name: 'Thanks', properties: { url: 'https://shop.example/thanks?gclid=G1' } });
analytics.track({
  userId,
  event: 'Order Completed',
  properties: order,
  timestamp: '2026-01-15T10:20:30.000Z',
  context: { ip: '198.51.100.9', userAgent: 'Mozilla/5.0 (X11)', traits: { email: 'jane@example.com' } },
});
analytics.group({ userId, groupId: 'g-1', traits: { name: 'Company' } });
analytics.alias({ userId, previousId: 'a-' + order.order_id });
analytics.closeAndFlush({ timeout: 50000 }).then(() => {
  console.log(failed.length ? failed.join('\n') : 'sent');
  process.exit(failed.length ? 1 : 0);
});
