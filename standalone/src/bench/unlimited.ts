/** Settings under which one client may ask as often as a benchmark has it ask. */
export const unlimited = {
  USER_REQUESTS_PER_MINUTE: '0',
  USER_COST_PER_MINUTE: '0',
  STRANGER_REQUESTS_PER_MINUTE: '0',
  STRANGER_COST_PER_MINUTE: '0',
  SUBSCRIPTIONS_PER_CLIENT: '0',
  CONNECTIONS_PER_ADDRESS: '0',
} as const;
