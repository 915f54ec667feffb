import { DateTime, EmailAddress, type Uuid } from '@kith/kernel';
import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'A mail that was kept here, because the installation has no way to send it.',
  simpleResolvers: true,
})
export class Mail {
  mailId!: Uuid;

  @Field(() => EmailAddress, { description: 'Whom it is for.' })
  address!: string;

  @Field(() => String, { description: 'What it is about.' })
  subject!: string;

  @Field(() => String, { description: 'What it says.' })
  text!: string;

  @Field(() => DateTime, { description: 'When it was written.' })
  createdAt!: Date;
}
