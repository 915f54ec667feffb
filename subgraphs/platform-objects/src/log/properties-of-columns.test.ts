import { propertiesOfColumns } from './properties-of-columns.js';

test('columns become properties, and amounts text without their unit', () => {
  expect(
    propertiesOfColumns({ display_name: 'Ada', total_units: 295_000, tax_units: null, email: null }),
  ).toEqual({ displayName: 'Ada', total: '29.50', tax: null, email: null });
});
