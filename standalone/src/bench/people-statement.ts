const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** At least two decimals, at most four. */
const amount = (column: string) =>
  `regexp_replace((${column}::numeric / 10000)::numeric(20,4)::text, '0{1,2}$', '')`;
const list = (object: string, order: string, from: string) =>
  `(select coalesce(json_agg(${object} order by ${order}), '[]') from ${from})`;

const lines = list(
  `json_build_object('quantity', l.quantity, 'total', json_build_object('amount', ${amount('l.total_units')}),
     'product', (select json_build_object('name', name) from commerce.product where organization_id = l.organization_id and id = l.product_id))`,
  'l.position',
  'commerce.order_line l where l.organization_id = o.organization_id and l.order_id = o.id',
);

const orders = `json_build_object(
  'totalCount', (select count(*) from commerce.sales_order where organization_id = p.organization_id and person_id = p.id),
  'nodes', ${list(
    `json_build_object('number', o.number, 'placedAt', ${instant('o.placed_at')}, 'total', json_build_object('amount', ${amount('o.total_units')}), 'lines', ${lines})`,
    'o.placed_at desc, o.id desc',
    `(select * from commerce.sales_order where organization_id = p.organization_id and person_id = p.id order by placed_at desc, id desc limit 5) o`,
  )})`;

const deals = `json_build_object('nodes', ${list(
  `json_build_object('title', d.title, 'amount', json_build_object('amount', ${amount('d.amount_units')}),
     'stage', (select json_build_object('name', name) from crm.stage where organization_id = d.organization_id and id = d.stage_id))`,
  'd.created_at, d.id',
  `(select * from crm.deal where organization_id = p.organization_id and person_id = p.id order by created_at, id limit 5) d`,
)})`;

const activities = `json_build_object('nodes', ${list(
  `json_build_object('type', a.type, 'subject', a.subject, 'occurredAt', ${instant('a.occurred_at')})`,
  'a.occurred_at desc, a.id desc',
  `(select * from crm.activity where organization_id = p.organization_id and person_id = p.id order by occurred_at desc, id desc limit 5) a`,
)})`;

const groups = list(
  `json_build_object('name', g.name, 'status', m.status)`,
  'g.name',
  `marketing.subscriber_group m join marketing.subscription_group g on g.organization_id = m.organization_id and g.id = m.group_id
   where m.organization_id = s.organization_id and m.subscriber_id = s.id`,
);

const records = `json_build_object('nodes', ${list(
  `json_build_object('definition', (select json_build_object('name', name) from platform_objects.object_definition
     where organization_id = r.organization_id and id = r.definition_id), 'displayName', r.display_name, 'properties', r.properties)`,
  'r.created_at, r.id',
  `(select * from platform_objects.record where organization_id = p.organization_id and person_id = p.id order by created_at, id limit 5) r`,
)})`;

const addresses = list(
  `json_build_object('type', a.type, 'lines', a.lines, 'city', a.city, 'countryCode', a.country_code)`,
  'a.id',
  'identity.address a where a.organization_id = p.organization_id and a.owner_id = p.id',
);

/** The Person query over a page of an organization's people, by hand: one statement over the tables of all five subgraphs. */
export const peopleStatement = `
  select json_build_object('people', json_build_object('nodes', json_agg(json_build_object(
    'id', p.id, 'displayName', p.display_name,
    'company', (select json_build_object('name', name) from identity.company where organization_id = p.organization_id and id = p.company_id),
    'customer', (select json_build_object('customerNumber', customer_number,
        'totalSpent', json_build_object('amount', ${amount('total_spent_units')}, 'currencyCode', trim(currency_code)), 'orderCount', order_count,
        'firstOrderAt', ${instant('first_order_at')}, 'lastOrderAt', ${instant('last_order_at')})
      from commerce.customer where organization_id = p.organization_id and person_id = p.id),
    'orders', ${orders},
    'contact', (select json_build_object('jobTitle', job_title, 'leadStatus', lead_status)
      from crm.contact where organization_id = p.organization_id and person_id = p.id),
    'deals', ${deals},
    'activities', ${activities},
    'subscriber', (select json_build_object('groups', ${groups})
      from marketing.subscriber s where s.organization_id = p.organization_id and s.person_id = p.id),
    'records', ${records},
    'addresses', ${addresses}
  ) order by p.created_at, p.id)))::text as answer
  from (
    select * from identity.person
    where organization_id = $1
    order by created_at, id limit $2 offset $3
  ) p`;
