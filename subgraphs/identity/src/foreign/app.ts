import { ForeignId, ForeignNode, type Id } from '@kith/kernel';

@ForeignNode()
export class App {
  @ForeignId()
  id!: Id<'App'>;
}
