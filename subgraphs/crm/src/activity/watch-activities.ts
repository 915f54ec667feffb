import { ChangeType, type Feed, followChanges, type Id, presentIds, type Request } from '@kith/kernel';
import { activityById } from './activity.loaders.js';

export interface WatchedActivities {
  readonly personId?: Id<'Person'> | null;
  readonly dealId?: Id<'Deal'> | null;
  readonly after?: string | null;
}

/** Activities that were added behind a cursor, and those that will be. */
export function watchActivities(feed: Feed, { personId, dealId, after }: WatchedActivities) {
  const isAbout = async (id: Id<'Activity'>, request: Request) => {
    const activity = await activityById(request).load(id);
    if (dealId && activity?.dealId !== dealId) return false;
    if (!personId) return true;
    if (!activity?.personId) return false;
    const people = presentIds(request);
    return (await people.load(activity.personId)) === (await people.load(personId));
  };
  return followChanges(feed, {
    typeName: 'Activity',
    table: 'activity',
    after,
    wants: ({ id, type }, request) =>
      type === ChangeType.CREATED && (personId || dealId ? isAbout(id, request) : true),
  });
}
