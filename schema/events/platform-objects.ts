import type { Event, LifeOf } from './event-types.js';

export interface ObjectDefinitionProperties {
  name: string;
  pluralName: string;
  properties: object[];
  isActive: boolean;
  icon: string | null;
  color: string | null;
}

export interface RecordProperties {
  definitionId: string;
  personId: string | null;
  ownerId: string | null;
  teamId: string | null;
  displayName: string;
  properties: Record<string, unknown>;
  isArchived: boolean;
}

export interface AssociationFacts {
  readonly fromType: string;
  readonly fromId: string;
  readonly toType: string;
  readonly toId: string;
  readonly type: string;
}

export interface WebhookEndpointProperties {
  url: string;
  eventTypes: string[];
  query: string | null;
  status: 'ACTIVE' | 'PAUSED';
  pauseReason: string | null;
  activeSince: string;
  actsFor: string;
}

export interface AppProperties {
  name: string;
}

export interface AppVersionProperties {
  appId: string;
  name: string;
  operationCount: number;
  retiredAt: string | null;
}

type Nothing = Record<string, never>;

export type PlatformObjectsEvents = LifeOf<
  'object_definition',
  'ObjectDefinition',
  ObjectDefinitionProperties
> &
  LifeOf<'record', 'Record', RecordProperties> &
  LifeOf<'app', 'App', AppProperties> &
  LifeOf<'app_version', 'AppVersion', AppVersionProperties> &
  LifeOf<'webhook_endpoint', 'WebhookEndpoint', WebhookEndpointProperties> & {
    readonly 'record.deleted': Event<'Record', RecordProperties>;
    readonly 'app.deleted': Event<'App', AppProperties>;
    readonly 'association.created': Event<'Association', AssociationFacts>;
    readonly 'association.deleted': Event<'Association', AssociationFacts>;
    readonly 'webhook_endpoint.deleted': Event<'WebhookEndpoint', WebhookEndpointProperties>;
    readonly 'webhook_endpoint.paused': Event<'WebhookEndpoint', { reason: string | null }>;
    readonly 'webhook_endpoint.resumed': Event<'WebhookEndpoint', Nothing>;
    readonly 'webhook_endpoint.secret_rotated': Event<'WebhookEndpoint', Nothing>;
    readonly 'webhook_endpoint.tested': Event<'WebhookEndpoint', Nothing>;
    readonly 'webhook_endpoint.redelivered': Event<'WebhookEndpoint', { deliveryId: string }>;
    readonly 'dead_letter.redriven': Event<'DeadLetter', { subgraph: string }>;
    readonly 'dead_letter.discarded': Event<'DeadLetter', { subgraph: string }>;
  };
