import { ForeignId, ForeignNode, type Id } from '@kith/kernel';

@ForeignNode()
export class Person {
  @ForeignId()
  id!: Id<'Person'>;
}
