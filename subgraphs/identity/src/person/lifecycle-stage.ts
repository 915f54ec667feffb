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
    LEAD: { description: 'Has shown interest: is a contact who may be won.' },
    CUSTOMER: { description: 'Has bought, or a deal with them was won.' },
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
  CHECKOUT = 'CHECKOUT',
  LEAD_FORM = 'LEAD_FORM',
}
registerEnumType(PersonSource, {
  name: 'PersonSource',
  description: 'How a person was won.',
  valuesConfig: {
    ORGANIC: { description: 'Found the business without being led there.' },
    PAID: { description: 'Came by an advertisement.' },
    DIRECT: { description: 'Came to the business directly.' },
    REFERRAL: { description: 'Was sent by somebody.' },
    CHECKOUT: { description: 'Began to buy: is a customer of the store from then on.' },
    LEAD_FORM: { description: 'Filled in a form: is a contact, with the lead status NEW, from then on.' },
  },
});
