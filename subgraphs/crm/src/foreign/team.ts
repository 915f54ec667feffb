import { ForeignId, ForeignNode, type Id } from '@kith/kernel';

@ForeignNode()
export class Team {
  @ForeignId()
  id!: Id<'Team'>;
}
