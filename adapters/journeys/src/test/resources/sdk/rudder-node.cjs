// A shop's server with @rudderstack/rudder-sdk-node: data plane and write key are all that differs.
const Analytics = require('@rudderstack/rudder-sdk-node');

const failed = [];
const analytics = new Analytics(process.env.KEY, {
  dataPlaneUrl: process.env.HOST,
  flushAt: 100,
  retryCount: 6,
  errorHandler: (error) => failed.push(String(error)),
});

const order = JSON.parse(process.env.ORDER);
const userId = 'u-' + order.order_id;
const told = (send) => new Promise((resolve) => send(resolve));
// The first call is sent at once, the others together.
const calls = [
  (done) =>
    analytics.track(
      {
        userId,
        event: 'Order Completed',
        properties: order,
        timestamp: new Date('2026-01-15T10:20:30.000Z'),
        context: { ip: '198.51.100.9', userAgent: 'Mozilla/5.0 (X11)', traits: { email: 'jane@example.com' } },
      },
      done,
    ),
  (done) => analytics.identify({ userId, traits: { email: 'jane@example.com', firstName: 'Jane' } }, done),
  (done) => analytics.page({ userId, name: 'Thanks', properties: { url: 'https://shop.example/thanks?gclid=G1' } }, done),
  (done) => analytics.alias({ userId, previousId: 'a-' + order.order_id }, done),
];
Promise.all(calls.map(told)).then((errors) => {
  failed.push(...errors.filter(Boolean).map(String));
  console.log(failed.length ? failed.join('\n') : 'sent');
  process.exit(failed.length ? 1 : 0);
});
analytics.flush();
