export * from './domain-event.js';
export * from './drift.js';
export * from './migrated.js';
export * from './nats-server.js';
export * from './random.js';
export * from './redis-server.js';
export * from './test-database.js';
export * from './test-subgraph.js';
