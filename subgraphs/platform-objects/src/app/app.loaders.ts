import {
  Direction,
  entityLoader,
  filterable,
  type Id,
  listing,
  type Request,
  rowsLoader,
} from '@kith/kernel';
import { App } from './app.entity.js';
import { type AppOperation, AppVersion } from './app-version.entity.js';

const appById = entityLoader(App);
const versionById = entityLoader(AppVersion);

export function findApp(request: Request, id: Id): Promise<App | null> {
  return appById(request).load(id);
}

export function findAppVersion(request: Request, id: Id): Promise<AppVersion | null> {
  return versionById(request).load(id);
}

export const apps = listing(App, {
  name: 'App',
  filter: { name: filterable.text(), createdAt: filterable.instant() },
  orderBy: ['name', 'createdAt'],
  defaultOrder: [{ field: 'name', direction: Direction.ASC }],
});

export const appVersions = listing(AppVersion, {
  name: 'AppVersion',
  filter: { name: filterable.text(), retiredAt: filterable.instant(), createdAt: filterable.instant() },
  orderBy: ['createdAt'],
  defaultOrder: [{ field: 'createdAt', direction: Direction.DESC }],
});

export const operationsOf = rowsLoader<Id<'AppVersion'>, AppOperation & { versionId: Id<'AppVersion'> }>(
  (snapshot, ids) =>
    snapshot.query(
      `select version_id as "versionId", encode(hash, 'hex') as hash, name, type, body, cost
       from app_operation where version_id = any($1::uuid[]) order by name, app_operation.hash`,
      [ids],
    ),
  ({ versionId }) => versionId,
);

/** The text that an app has registered under a hash and not retired, or null. */
export async function registeredText(request: Request, appId: string, hash: string): Promise<string | null> {
  const [found] = await request.snapshot.query<{ body: string }>(
    `select o.body from app_operation o join app_version v on v.id = o.version_id
     where v.app_id = $1 and v.retired_at is null and o.hash = decode($2, 'hex') limit 1`,
    [appId, hash],
  );
  return found?.body ?? null;
}
