import { changeRow, type Id, insertRow, lockRow, requireText, type Tx, userError } from '@kith/kernel';
import { authorize } from '../policy.js';
import { App } from './app.entity.js';
import type { RegisterAppVersionInput } from './app.inputs.js';
import { AppVersion } from './app-version.entity.js';
import type { CheckedOperation } from './check-operations.js';

const mostVersions = 200;

/**
 * Registers a version with the operations that the graph has checked. A version is what it was: the same operations under its
 * name again are the version that there is, others are refused.
 */
export async function registerAppVersion(
  tx: Tx,
  { appId, ...input }: Pick<RegisterAppVersionInput, 'appId' | 'name'>,
  operations: readonly CheckedOperation[],
): Promise<AppVersion> {
  authorize(tx.actor, 'app:write');
  const name = requireText(input.name, 'name');
  await lockRow(tx, App, appId, ['appId']);
  const known = await tx.manager.findOneBy(AppVersion, { appId, name });
  if (known) return sameVersion(tx, known, operations);
  if ((await tx.manager.countBy(AppVersion, { appId })) >= mostVersions)
    throw userError('LIMIT_EXCEEDED', `An app has at most ${mostVersions} versions`, ['appId']);
  const version = await insertRow(tx, AppVersion, {
    appId,
    name,
    operationCount: operations.length,
    retiredAt: null,
  });
  await tx.query(
    `insert into app_operation (version_id, hash, name, type, body, cost)
     select $1, decode(o.id, 'hex'), o.name, o.type, o.body, o.cost
     from jsonb_to_recordset($2::jsonb) as o (id text, name text, type text, body text, cost integer)`,
    [version.id, JSON.stringify(operations)],
  );
  return version;
}

async function sameVersion(
  tx: Tx,
  known: AppVersion,
  operations: readonly CheckedOperation[],
): Promise<AppVersion> {
  const rows = await tx.query<{ id: string }>(
    `select encode(hash, 'hex') as id from app_operation where version_id = $1 order by hash`,
    [known.id],
  );
  const [is, was] = [operations.map(({ id }) => id).sort(), rows.map(({ id }) => id)];
  if (is.join() === was.join() && !known.retiredAt) return known;
  throw userError('UNIQUE', `Version ${known.name} is registered already with other operations, or retired`, [
    'name',
  ]);
}

/** From here on nothing runs the operations of a version that no other version of its app runs. */
export async function retireAppVersion(tx: Tx, { id }: { id: Id<'AppVersion'> }): Promise<AppVersion> {
  authorize(tx.actor, 'app:write');
  const { retiredAt } = await lockRow(tx, AppVersion, id);
  return changeRow(tx, AppVersion, { id }, { retiredAt: retiredAt ?? new Date() });
}
