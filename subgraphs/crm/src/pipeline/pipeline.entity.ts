import { type Id, NodeRow, NodeType } from '@kith/kernel';
import { Field, Int, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';

export enum StageKind {
  OPEN = 'OPEN',
  WON = 'WON',
  LOST = 'LOST',
}
registerEnumType(StageKind, {
  name: 'StageKind',
  description: 'What it means for a deal to be in a stage.',
  valuesConfig: {
    OPEN: { description: 'It is being worked on.' },
    WON: { description: 'It is won, and closed.' },
    LOST: { description: 'It is lost, and closed.' },
  },
});

@Entity('pipeline')
@NodeType({ description: 'The way that deals of one sort go.' })
export class Pipeline extends NodeRow {
  @Field(() => String, { description: 'What it is called, unique in the organization.' })
  @Column('text')
  name!: string;
}

@Entity('stage')
@NodeType({ description: 'A station on the way of a deal.' })
export class Stage extends NodeRow {
  @Column('uuid')
  pipelineId!: Id<'Pipeline'>;

  @Field(() => String, { description: 'What it is called.' })
  @Column('text')
  name!: string;

  @Field(() => Int, { description: 'Where it stands in its pipeline, from 0.' })
  @Column('integer')
  position!: number;

  @Field(() => StageKind, { description: 'What it means for a deal to be here.' })
  @Column('text')
  kind!: StageKind;
}
