import { registerEnumType } from 'type-graphql';
import type { Person } from '../person/person.entity.js';

/** What is known of a person and may differ between several who are one. Values are properties of `Person`. */
export enum PersonProperty {
  DISPLAY_NAME = 'displayName',
  FIRST_NAME = 'firstName',
  MIDDLE_NAME = 'middleName',
  LAST_NAME = 'lastName',
  EMAIL = 'email',
  PHONE = 'phone',
  AVATAR_URL = 'avatarUrl',
  SOURCE = 'source',
  COMPANY = 'companyId',
}
registerEnumType(PersonProperty, {
  name: 'PersonProperty',
  description: 'What is known of a person and may differ between several who are one.',
  valuesConfig: {
    DISPLAY_NAME: { description: 'What they are called.' },
    FIRST_NAME: { description: 'First name.' },
    MIDDLE_NAME: { description: 'Middle name.' },
    LAST_NAME: { description: 'Last name.' },
    EMAIL: { description: 'E-mail address, and whether it was proved.' },
    PHONE: { description: 'Phone number, and whether it was proved.' },
    AVATAR_URL: { description: 'Their picture.' },
    SOURCE: { description: 'How they were won.' },
    COMPANY: { description: 'Where they work.' },
  },
});

export const personProperties: readonly PersonProperty[] = Object.values(PersonProperty);

/** What goes with a property: who is asked for their address is believed about its proof. */
export const columnsOf: Readonly<Record<PersonProperty, readonly (keyof Person)[]>> = {
  displayName: ['displayName'],
  firstName: ['firstName'],
  middleName: ['middleName'],
  lastName: ['lastName'],
  email: ['email', 'emailVerified'],
  phone: ['phone', 'phoneVerified'],
  avatarUrl: ['avatarUrl'],
  source: ['source'],
  companyId: ['companyId'],
};
