import { ErrorPolicy, type Id, type Tx, theOneOf, userError, writeRows } from '@kith/kernel';
import { Company } from '../company/company.entity.js';
import { publish } from '../events.js';
import { Person } from '../person/person.entity.js';
import { authorize } from '../policy.js';
import { Address } from './address.entity.js';
import type { SetAddressesInput } from './address.inputs.js';

/** Gives owners their addresses anew. Of each type at most one is the default. */
export async function setAddresses(tx: Tx, { owners }: SetAddressesInput): Promise<Address[]> {
  authorize(tx.actor, 'address:write');
  const rows = { rows: owners, errorPolicy: ErrorPolicy.REJECT_ALL, path: 'owners' };
  const results = await writeRows(tx, rows, async ({ owner, addresses }) => {
    const [key, ownerId] = theOneOf(owner);
    const exists = await tx.manager.existsBy(key === 'personId' ? Person : Company, {
      id: ownerId as string,
    });
    if (!exists) throw userError('NOT_FOUND', 'There is no owner with this id', ['owner', key as string]);
    const defaults = addresses.filter((address) => address.isDefault).map((address) => address.type);
    if (new Set(defaults).size < defaults.length)
      throw userError('INVALID', 'Of each type one address can be the default', ['addresses']);
    await tx.manager.delete(Address, { ownerId });
    // The owner's event tells of all of them at once.
    const written = tx.manager.create(
      Address,
      addresses.map((address) => ({ ...address, ownerId: ownerId as string })),
    );
    await tx.manager.insert(Address, written);
    const payload = { count: written.length };
    if (key === 'personId') {
      const personId = ownerId as Id<'Person'>;
      publish(tx, 'person.addresses_set', { subject: personId, personId, payload });
    } else publish(tx, 'company.addresses_set', { subject: ownerId as Id<'Company'>, payload });
    return { written };
  });
  return results.flatMap((result) => result.written ?? []);
}
