import { BoundedList, EmailAddress, type Request } from '@kith/kernel';
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { May } from '../policy.js';
import { Mail } from './mail.entity.js';
import { mailbox } from './mailbox.queries.js';

@Resolver(() => Mail)
export class MailResolver {
  @Query(() => [Mail], {
    description:
      'Mails that were kept here, the newest first: those to who is asking, or to any address for operators of the installation (scope `mail:read`). There are none where mails are sent.',
  })
  @BoundedList(100)
  @May('mail:read')
  mailbox(
    @Arg('address', () => EmailAddress, { nullable: true, description: 'Of an operator: whose mails.' })
    address: string | null,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many; at most 100.' }) first: number,
    @Ctx() request: Request,
  ): Promise<Mail[]> {
    return mailbox(request, { address, first });
  }
}
