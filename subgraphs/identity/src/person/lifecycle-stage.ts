import { registerEnumType } from 'type-graphql';

export enum LifecycleStage {
  VISITOR = 'VISITOR',
  LEAD = 'LEAD',
  CUSTOMER = 'CUSTOMER',
  EVANGELIST = 'EVANGELIST',
}
registerEnumType(LifecycleStage, {
  name: 'LifecycleStage',
  description: 'How far a person has come with the business.',
  valuesConfig: {
    VISITOR: { description: 'Known, and no more.' },
    LEAD: { description: 'Has shown interest.' },
    CUSTOMER: { description: 'Has bought.' },
    EVANGELIST: { description: 'Brings others.' },
  },
});

/** From the first to the furthest. */
export const lifecycleStages: readonly LifecycleStage[] = Object.values(LifecycleStage);

export enum PersonSource {
  ORGANIC = 'ORGANIC',
  PAID = 'PAID',
  DIRECT = 'DIRECT',
  REFERRAL = 'REFERRAL',
}
registerEnumType(PersonSource, {
  name: 'PersonSource',
  description: 'How a person was won.',
  valuesConfig: {
    ORGANIC: { description: 'Found the business without being led there.' },
    PAID: { description: 'Came by an advertisement.' },
    DIRECT: { description: 'Came to the business directly.' },
    REFERRAL: { description: 'Was sent by somebody.' },
  },
});
