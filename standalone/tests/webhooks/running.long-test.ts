import { Webhook } from 'standardwebhooks';
import { createTestOrganization } from '../isolation/organization.js';
import { make } from '../isolation/things.js';
import { until } from './clock.js';
import { startReceiver } from './receiver.js';

test('the running graph tells a receiver what its query answers as of the event', async () => {
  const receiver = await startReceiver();
  const organization = await createTestOrganization('harbor');
  const query = `query ($subject: ID!) { order: node(id: $subject) { ... on Order { person { displayName } lines { title } } } viewer { id } }`;
  const { secret, webhookEndpoint } = await organization.write(
    'createWebhookEndpoint',
    { url: receiver.url, eventTypes: ['order.placed'], query },
    'secret webhookEndpoint { createdBy { id } }',
  );
  const order = await make.order(organization);
  await until(() => receiver.calls.length > 0);
  const [call] = receiver.calls;
  expect(new Webhook(secret).verify(call?.text ?? '', call?.headers as Record<string, string>)).toMatchObject(
    {
      type: 'order.placed',
      subject: order,
      data: {
        order: { person: { displayName: 'P' }, lines: [{ title: expect.any(String) }] },
        viewer: webhookEndpoint.createdBy,
      },
    },
  );
  await receiver.stop();
});
