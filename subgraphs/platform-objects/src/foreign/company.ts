import { ForeignId, ForeignNode, type Id } from '@kith/kernel';

@ForeignNode()
export class Company {
  @ForeignId()
  id!: Id<'Company'>;
}
