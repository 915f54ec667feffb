import {
  externalIdTable,
  idempotencyTable,
  nodeColumns,
  organizationColumn,
  SqlMigration,
  tenantTable,
  versionedTable,
  versionedView,
} from '@kith/kernel';

export class Sales extends SqlMigration {
  readonly name = 'Sales1795219200000';
  readonly sql = `
    -- One row an organization: its currency, and the counters, whose row lock keeps numbers without gaps.
    create table store (
      ${organizationColumn},
      currency_code character(3) not null,
      last_order_number integer not null default 0,
      last_customer_number integer not null default 1000,
      primary key (organization_id)
    );
    ${tenantTable('store', 'select, insert, update')}

    create table product (
      ${nodeColumns},
      name text not null,
      description text,
      status text not null default 'ACTIVE' check (status in ('DRAFT', 'ACTIVE', 'ARCHIVED')),
      primary key (organization_id, id)
    );
    create index product_name on product (organization_id, name, id);
    ${tenantTable('product')}
    ${versionedTable('product', { subject: ['Product', 'id'], searched: { title: 'name' } })}

    create table product_variant (
      ${nodeColumns},
      product_id uuid not null,
      sku text not null,
      name text not null,
      price_units bigint not null check (price_units >= 0),
      currency_code character(3) not null,
      primary key (organization_id, id),
      constraint product_variant_sku unique (organization_id, sku),
      constraint product_variant_product foreign key (organization_id, product_id) references product (organization_id, id)
    );
    create index product_variant_of on product_variant (organization_id, product_id, id);
    ${tenantTable('product_variant')}
    ${versionedTable('product_variant', {
      subject: ['ProductVariant', 'id'],
      searched: { node: ['Product', 'product_id'], texts: ['sku', 'name'] },
    })}

    create table collection (
      ${nodeColumns},
      name text not null,
      description text,
      primary key (organization_id, id),
      constraint collection_name unique (organization_id, name)
    );
    ${tenantTable('collection')}
    ${versionedTable('collection', { subject: ['Collection', 'id'] })}

    create table collection_product (
      ${organizationColumn},
      collection_id uuid not null,
      product_id uuid not null,
      primary key (organization_id, collection_id, product_id),
      foreign key (organization_id, collection_id) references collection (organization_id, id) on delete cascade,
      foreign key (organization_id, product_id) references product (organization_id, id) on delete cascade
    );
    create index collection_product_product on collection_product (organization_id, product_id);
    ${tenantTable('collection_product')}
    ${versionedTable('collection_product', { subject: ['Collection', 'collection_id'] })}

    ${versionedView(
      'product_of_collection',
      `select p.*, c.collection_id
       from collection_product c join product p on p.organization_id = c.organization_id and p.id = c.product_id`,
    )}

    create table customer (
      ${nodeColumns},
      person_id uuid not null,
      customer_number text not null,
      currency_code character(3) not null,
      total_spent_units bigint not null default 0,
      order_count integer not null default 0,
      first_order_at timestamptz(3),
      last_order_at timestamptz(3),
      primary key (organization_id, id),
      constraint customer_person unique (organization_id, person_id),
      constraint customer_number unique (organization_id, customer_number)
    );
    ${tenantTable('customer')}
    ${versionedTable('customer', { subject: ['Customer', 'id'], person: 'person_id' })}

    create table sales_order (
      ${nodeColumns},
      number integer not null,
      status text not null check (status in ('PLACED', 'COMPLETED', 'CANCELLED')),
      person_id uuid,
      customer_id uuid,
      owner_id uuid,
      placed_at timestamptz(3) not null,
      completed_at timestamptz(3),
      currency_code character(3) not null,
      total_units bigint not null,
      freight_units bigint not null default 0,
      tax_units bigint not null default 0,
      note text,
      shipping_address jsonb,
      billing_address jsonb,
      primary key (organization_id, id),
      constraint sales_order_number unique (organization_id, number),
      foreign key (organization_id, customer_id) references customer (organization_id, id)
    );
    create index sales_order_placed on sales_order (organization_id, placed_at, id);
    create index sales_order_person on sales_order (organization_id, person_id, placed_at, id);
    create index sales_order_customer on sales_order (organization_id, customer_id, placed_at, id);
    ${tenantTable('sales_order')}
    ${versionedTable('sales_order', {
      subject: ['Order', 'id'],
      person: 'person_id',
      searched: { title: 'number' },
    })}

    create table order_line (
      ${organizationColumn},
      order_id uuid not null,
      position integer not null,
      product_id uuid,
      variant_id uuid,
      title text not null,
      sku text,
      quantity integer not null check (quantity > 0),
      unit_price_units bigint not null,
      discount_units bigint not null default 0,
      total_units bigint not null check (total_units = unit_price_units * quantity - discount_units),
      currency_code character(3) not null,
      primary key (organization_id, order_id, position),
      foreign key (organization_id, order_id) references sales_order (organization_id, id)
    );
    ${tenantTable('order_line')}
    ${versionedTable('order_line', { subject: ['Order', 'order_id'] })}

    ${externalIdTable}
    ${idempotencyTable}
  `;
}
