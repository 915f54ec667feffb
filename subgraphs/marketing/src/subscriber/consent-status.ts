import { registerEnumType } from 'type-graphql';

export enum ConsentStatus {
  SUBSCRIBED = 'SUBSCRIBED',
  UNSUBSCRIBED = 'UNSUBSCRIBED',
  PENDING = 'PENDING',
}
registerEnumType(ConsentStatus, {
  name: 'ConsentStatus',
  description: 'Whether somebody agreed to receive what a subscription group sends.',
  valuesConfig: {
    SUBSCRIBED: { description: 'They agreed.' },
    UNSUBSCRIBED: { description: 'They said no, or no more. Nothing of the group may be sent to them.' },
    PENDING: { description: 'They were asked and have not confirmed yet.' },
  },
});
