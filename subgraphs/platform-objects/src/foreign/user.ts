import { ForeignId, ForeignNode, type Id } from '@kith/kernel';

@ForeignNode()
export class User {
  @ForeignId()
  id!: Id<'User'>;
}
