/** How far crm says that a contact is won. */
export type LeadStatus = 'NEW' | 'CONTACTED' | 'QUALIFIED' | 'UNQUALIFIED' | 'CUSTOMER';

/** What the score of a person is made of. */
export interface Interest {
  readonly leadStatus: LeadStatus | null;
  readonly orderCount: number;
  readonly activityCount: number;
}

/** True for a contact who may still be won. */
export function isOpen(status: LeadStatus | null): boolean {
  return status === 'NEW' || status === 'CONTACTED' || status === 'QUALIFIED';
}

const ofStatus: Readonly<Record<LeadStatus, number>> = {
  NEW: 5,
  CONTACTED: 10,
  QUALIFIED: 30,
  UNQUALIFIED: 0,
  CUSTOMER: 30,
};
const ofOrder = { each: 10, most: 50 };
const ofActivity = { each: 2, most: 20 };

/** The rules in words, for the schema. */
export const leadScoreRules = `The sum of ${Object.entries(ofStatus)
  .map(([status, points]) => `${points} for a contact that is ${status}`)
  .join(
    ', ',
  )}; ${ofOrder.each} for each order that was not cancelled, ${ofOrder.most} at most; ${ofActivity.each} for each activity other than a purchase, ${ofActivity.most} at most.`;

/** How promising a person is: from 0 to 100. */
export function leadScore({ leadStatus, orderCount, activityCount }: Interest): number {
  return (
    (leadStatus ? ofStatus[leadStatus] : 0) +
    Math.min(ofOrder.most, ofOrder.each * orderCount) +
    Math.min(ofActivity.most, ofActivity.each * activityCount)
  );
}
