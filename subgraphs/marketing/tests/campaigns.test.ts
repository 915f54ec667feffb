import { randomUUID } from 'node:crypto';
import { type Ask, asSuperuser, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { marketing } from '../src/index.js';
import { done } from './audience.js';

let app: TestSubgraph;
let manager: Ask;
beforeAll(async () => {
  app = await testSubgraph(marketing);
  manager = app.as('MANAGER');
});
afterAll(() => app.stop());

describe('a campaign', () => {
  const creatingTemplate =
    'mutation ($input: CreateTemplateInput!) { createTemplate(input: $input) { template { id version body } userErrors { code path } } }';
  const updatingTemplate =
    'mutation ($input: UpdateTemplateInput!) { updateTemplate(input: $input) { template { version subject body } userErrors { code path } } }';
  const creating =
    'mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) { campaign { id status version template { name } } userErrors { code path } } }';
  const updating =
    'mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { campaign { name subject version template { name } } userErrors { code path } } }';

  test('is a draft that is changed on the ground of its present version alone', async () => {
    const { template } = await done(manager, creatingTemplate, { name: 'Spring', body: 'Hello' });
    const { campaign } = await done(manager, creating, {
      name: 'Spring sale',
      channel: 'EMAIL',
      templateId: template.id,
    });
    expect(campaign).toMatchObject({ status: 'DRAFT', version: 1, template: { name: 'Spring' } });
    const changed = await done(manager, updating, { id: campaign.id, expectedVersion: 1, subject: 'Hi' });
    expect(changed.campaign).toEqual({
      name: 'Spring sale',
      subject: 'Hi',
      version: 2,
      template: { name: 'Spring' },
    });
    const stale = (
      await manager(updating, { input: { id: campaign.id, expectedVersion: 1, subject: 'Lost' } })
    ).data.updateCampaign;
    expect(stale).toEqual({
      campaign: null,
      userErrors: [{ code: 'STALE_VERSION', path: ['expectedVersion'] }],
    });
    expect((await done(manager, updating, { id: campaign.id, templateId: null })).campaign).toMatchObject({
      subject: 'Hi',
      template: null,
    });
  });

  test('that is no draft any more stays as it is', async () => {
    const { campaign } = await done(manager, creating, { name: 'Gone', channel: 'SMS' });
    await asSuperuser(app.databaseName, (client) =>
      client.query(`update marketing.campaign set status = 'SENT' where name = 'Gone'`),
    );
    const { data } = await manager(updating, { input: { id: campaign.id, name: 'Changed' } });
    expect(data.updateCampaign).toEqual({
      campaign: null,
      userErrors: [{ code: 'STATE_TRANSITION_NOT_ALLOWED', path: ['id'] }],
    });
    const { rows } = await asSuperuser(app.databaseName, (client) =>
      client.query(`delete from marketing.campaign where name in ('Gone', 'Changed') returning name`),
    );
    expect(rows).toEqual([{ name: 'Gone' }]);
  });

  test('does not take the template of another organization', async () => {
    const { template } = await done(app.as('MEMBER', randomUUID()), creatingTemplate, {
      name: 'Theirs',
      body: 'x',
    });
    const { data } = await manager(creating, {
      input: { name: 'Ours', channel: 'EMAIL', templateId: template.id },
    });
    expect(data.createCampaign).toEqual({
      campaign: null,
      userErrors: [{ code: 'NOT_FOUND', path: ['templateId'] }],
    });
  });

  test('sends a template of up to 200,000 characters, whose every change counts', async () => {
    const body = 'ä'.repeat(200_000);
    const { template } = await done(manager, creatingTemplate, { name: 'Long', subject: 'S', body });
    expect(template).toMatchObject({ version: 1, body });
    expect(
      (await done(manager, updatingTemplate, { id: template.id, subject: null, body: 'short' })).template,
    ).toEqual({ version: 2, subject: null, body: 'short' });
    const { errors } = await manager(creatingTemplate, { input: { name: 'Longer', body: `${body}!` } });
    expect(errors?.[0]).toMatchObject({
      message: 'input.body has more than 200000 characters',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});
