import {
  changeRow,
  deleteRow,
  heldByConstraints,
  type Id,
  insertRow,
  lockRow,
  type Mistakes,
  requireText,
  type Tx,
} from '@kith/kernel';
import { authorize } from '../policy.js';
import { App } from './app.entity.js';
import type { CreateAppInput, UpdateAppInput } from './app.inputs.js';

const mistakes: Mistakes = { app_name: ['UNIQUE', 'Another app has this name', ['name']] };

export async function createApp(tx: Tx, input: CreateAppInput): Promise<App> {
  authorize(tx.actor, 'app:write');
  const name = requireText(input.name, 'name');
  return heldByConstraints(tx, mistakes, () => insertRow(tx, App, { name }));
}

export async function updateApp(tx: Tx, { id, expectedVersion, name }: UpdateAppInput): Promise<App> {
  authorize(tx.actor, 'app:write');
  const changes = { name: name == null ? undefined : requireText(name, 'name') };
  return heldByConstraints(tx, mistakes, () => changeRow(tx, App, { id, expectedVersion }, changes));
}

/** Deletes an app with all its versions: its keys have no operation left. */
export async function deleteApp(tx: Tx, { id }: { id: Id<'App'> }): Promise<Id<'App'>> {
  authorize(tx.actor, 'app:write');
  await deleteRow(tx, App, await lockRow(tx, App, id));
  return id;
}
