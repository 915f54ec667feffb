import { registerEnumType } from 'type-graphql';

export enum CampaignStatus {
  DRAFT = 'DRAFT',
}
registerEnumType(CampaignStatus, {
  name: 'CampaignStatus',
  description: 'How far a campaign has come.',
  valuesConfig: { DRAFT: { description: 'Still being written; it can be changed.' } },
});

export enum CampaignChannel {
  EMAIL = 'EMAIL',
  SMS = 'SMS',
}
registerEnumType(CampaignChannel, {
  name: 'CampaignChannel',
  description: 'The way that a campaign takes to its readers.',
  valuesConfig: { EMAIL: { description: 'By e-mail.' }, SMS: { description: 'By text message.' } },
});
