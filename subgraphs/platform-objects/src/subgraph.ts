import { defineSubgraph } from '@kith/kernel';
import { App } from './app/app.entity.js';
import { findApp, findAppVersion } from './app/app.loaders.js';
import { AppResolver, AppVersionResolver } from './app/app.resolver.js';
import { AppVersion } from './app/app-version.entity.js';
import { Association } from './association/association.entity.js';
import { associationById } from './association/association.loaders.js';
import { AssociationResolver, RecordAssociationsResolver } from './association/association.resolver.js';
import { DeadLetter } from './dead-letter/dead-letter.entity.js';
import { findDeadLetter } from './dead-letter/dead-letter.loaders.js';
import { DeadLetterResolver } from './dead-letter/dead-letter.resolver.js';
import { onDeadLetterCreated } from './dead-letter/on-dead-letter-created.js';
import { onDeadLetterResolved } from './dead-letter/on-dead-letter-resolved.js';
import { ObjectDefinition } from './definition/definition.entity.js';
import { definitionById } from './definition/definition.loaders.js';
import { ObjectDefinitionResolver } from './definition/definition.resolver.js';
import { events } from './events.js';
import { onPeopleMerged } from './foreign/on-people-merged.js';
import { PersonResolver } from './foreign/person.resolver.js';
import { AuditEntry } from './log/audit.entity.js';
import { AuditResolver } from './log/audit.resolver.js';
import { ChangeCountResolver } from './log/change-counts.resolver.js';
import { LoggedEvent } from './log/event.entity.js';
import { EventResolver } from './log/event.resolver.js';
import { logExpiries } from './log/expire-log.job.js';
import { findAuditEntry, findEvent } from './log/log.loaders.js';
import { onAnythingHappened } from './log/on-anything-happened.js';
import { meansOf } from './means.js';
import { Apps } from './migrations/apps.js';
import { Log } from './migrations/log.js';
import { Objects } from './migrations/objects.js';
import { Search } from './migrations/search.js';
import { Webhooks } from './migrations/webhooks.js';
import { rights } from './policy.js';
import { onTeamDeleted } from './record/on-team-deleted.js';
import { ObjectRecord } from './record/record.entity.js';
import { recordById } from './record/record.loaders.js';
import { RecordResolver } from './record/record.resolver.js';
import { RecordChangeResolver } from './record/record-change.resolver.js';
import { onRowChanged } from './search/on-row-changed.js';
import { SearchResolver } from './search/search.resolver.js';
import { deliverWebhookTask } from './webhook/deliver-webhook.job.js';
import { WebhookDelivery } from './webhook/delivery.entity.js';
import { WebhookDeliveryResolver } from './webhook/delivery.resolver.js';
import { WebhookEndpoint } from './webhook/endpoint.entity.js';
import { WebhookEndpointResolver } from './webhook/endpoint.resolver.js';
import { sealedSecrets } from './webhook/endpoint-secrets.js';
import { onEventLogged } from './webhook/on-event-logged.js';
import { findDelivery, findEndpoint } from './webhook/webhook.loaders.js';
import { webhookExpiries } from './webhook/webhook-expiries.js';

/** What anyone defines, sorts of things, records of them and links between anything; the log of what happened anywhere, and who is told of it. */
export const platformObjects = defineSubgraph({
  name: 'platform-objects',
  databaseSchema: 'platform_objects',
  extensions: ['pg_trgm', 'btree_gin'],
  entities: [
    ObjectDefinition,
    ObjectRecord,
    Association,
    LoggedEvent,
    AuditEntry,
    DeadLetter,
    WebhookEndpoint,
    WebhookDelivery,
    App,
    AppVersion,
  ],
  resolvers: [
    ObjectDefinitionResolver,
    RecordResolver,
    RecordChangeResolver,
    RecordAssociationsResolver,
    AssociationResolver,
    PersonResolver,
    EventResolver,
    ChangeCountResolver,
    AuditResolver,
    DeadLetterResolver,
    WebhookEndpointResolver,
    WebhookDeliveryResolver,
    AppResolver,
    AppVersionResolver,
    SearchResolver,
  ],
  policy: rights,
  nodes: [
    { type: ObjectDefinition, noun: 'definition', find: (request, id) => definitionById(request).load(id) },
    { type: ObjectRecord, find: (request, id) => recordById(request).load(id) },
    { type: Association, find: (request, id) => associationById(request).load(id) },
    { type: LoggedEvent, noun: 'event', find: findEvent, isVersioned: false },
    { type: AuditEntry, noun: 'audit', find: findAuditEntry, isVersioned: false },
    { type: DeadLetter, find: findDeadLetter, isVersioned: false },
    { type: WebhookEndpoint, noun: 'webhook', find: findEndpoint },
    { type: WebhookDelivery, noun: 'webhook', find: findDelivery, isVersioned: false },
    { type: App, find: findApp },
    { type: AppVersion, noun: 'app', find: findAppVersion },
  ],
  events,
  handlers: [
    ...onPeopleMerged,
    onTeamDeleted,
    ...onAnythingHappened,
    ...onEventLogged,
    ...onRowChanged,
    ...onDeadLetterCreated,
    ...onDeadLetterResolved,
  ],
  tasks: [deliverWebhookTask],
  expiries: [...logExpiries, ...webhookExpiries],
  sealed: { keysOf: (premises) => meansOf(premises).secretsKeys, tables: [sealedSecrets] },
  migrations: [Objects, Log, Webhooks, Apps, Search],
});
