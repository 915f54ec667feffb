export * from './access/access-token.js';
export * from './front/server.js';
export * from './graph/context.js';
export * from './graph/data-source.js';
export * from './graph/gateway.js';
export * from './graph/graph-endpoint.js';
export * from './nodes/nodes-endpoint.js';
export * from './nodes/nodes-graph.js';
