export { nodesEndpoint, startGateway } from '@kith/gateway';

/** Anything may be asked, and its cost is not looked at. */
export function limitsOf(): null {
  return null;
}
