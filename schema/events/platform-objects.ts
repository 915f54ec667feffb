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

export type PlatformObjectsEvents = LifeOf<
  'object_definition',
  'ObjectDefinition',
  ObjectDefinitionProperties
> &
  LifeOf<'record', 'Record', RecordProperties> & {
    readonly 'record.deleted': Event<'Record', RecordProperties>;
    readonly 'association.created': Event<'Association', AssociationFacts>;
    readonly 'association.deleted': Event<'Association', AssociationFacts>;
    readonly 'dead_letter.redriven': Event<'DeadLetter', { subgraph: string }>;
    readonly 'dead_letter.discarded': Event<'DeadLetter', { subgraph: string }>;
  };
