import { registerEnumType } from 'type-graphql';

export enum MemberReach {
  ALL = 'ALL',
  TEAM = 'TEAM',
  OWN = 'OWN',
}

registerEnumType(MemberReach, {
  name: 'MemberReach',
  description:
    'How far members and viewers read what has an owner: deals, contacts, activities and records. What is nobody’s, all read; managers and above read everything.',
  valuesConfig: {
    ALL: { description: 'All of it.' },
    TEAM: { description: 'What is their own or their teams’.' },
    OWN: { description: 'What is their own.' },
  },
});
