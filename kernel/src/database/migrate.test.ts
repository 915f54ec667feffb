import { asSuperuser, createTestDatabase, type TestDatabase, testUrl } from '../testing/test-database.js';
import { migrate } from './migrate.js';
import { SqlMigration } from './migration.js';
import { provision, roleOf } from './provision.js';

let own: TestDatabase;
beforeAll(async () => {
  own = await createTestDatabase();
  await asSuperuser(own.name, (admin) => provision(admin, 'attic'));
});
afterAll(() => own.drop());

function step(name: string, text: string): new () => SqlMigration {
  return class extends SqlMigration {
    readonly name = name;
    readonly sql = text;
  };
}

const migrateTo = (...migrations: (new () => SqlMigration)[]) =>
  migrate({ ownerUrl: testUrl(own.name, roleOf('attic', 'owner')), schema: 'attic', migrations });

test('each step is taken once, and one whose text is another one since is refused', async () => {
  const first = step('First1795000000001', 'create table box (id integer)');
  const second = step('Second1795000000002', 'insert into box values (1)');
  await migrateTo(first);
  await migrateTo(first, second);
  await migrateTo(first, second);
  const rows = await asSuperuser(
    own.name,
    async (admin) => (await admin.query('select id from attic.box')).rows,
  );
  expect(rows).toEqual([{ id: 1 }]);
  const changed = step('First1795000000001', 'create table box (id integer, lid text)');
  await expect(migrateTo(changed, second)).rejects.toThrow('another text of First1795000000001');
});
