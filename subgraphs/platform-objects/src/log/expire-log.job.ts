import type { Expiry } from '@kith/kernel';

/** Organizations that a statement serves at once. */
const mostOrganizations = 20;

/** From the beginning, so that what remains of the log has no gap: an event that came late keeps those after it. */
const expireLog: Expiry = `
  with old as (
    select p.organization_id from event_log_position p
    where (
      select e.occurred_at from event_log e where e.organization_id = p.organization_id order by e.position limit 1
    ) < now() - make_interval(days => $1::int) limit ${mostOrganizations}
  ), kept as (
    select old.organization_id,
      coalesce(min(e.position) filter (where e.occurred_at >= now() - make_interval(days => $1::int)), max(e.position) + 1) as position
    from old cross join lateral (
      select position, occurred_at from event_log where organization_id = old.organization_id order by position limit $2
    ) e group by old.organization_id
  )
  delete from event_log e using kept where e.organization_id = kept.organization_id and e.position < kept.position`;

const expireAudit: Expiry = `
  delete from audit_entry where (organization_id, id) in (
    select a.organization_id, a.id from (select distinct organization_id from inbox) i cross join lateral (
      select organization_id, id from audit_entry
      where organization_id = i.organization_id and at < now() - make_interval(days => $1::int) order by at, id limit $2
    ) a limit $2
  )`;

const expireReports: Expiry = `
  delete from dead_letter_report where (organization_id, id) in (
    select organization_id, id from dead_letter_report
    where resolved_at < now() - make_interval(days => $1::int) limit $2
  )`;

/** What is removed of the log, of the audit, and of the dead letters that are resolved. */
export const logExpiries: readonly Expiry[] = [expireLog, expireAudit, expireReports];
