import { ForeignId, ForeignNode, type Id } from '@kith/kernel';

@ForeignNode()
export class Deal {
  @ForeignId()
  id!: Id<'Deal'>;
}
