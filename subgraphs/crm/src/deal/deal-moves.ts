/** What a stage means for a deal in it. */
export type StageKind = 'OPEN' | 'WON' | 'LOST';

/** True when a deal may go from a stage of one kind to one of another: only an open deal is moved, a closed one is reopened first. */
export function mayMove(from: StageKind): boolean {
  return from === 'OPEN';
}

/** True when a stage of this kind ends a deal. */
export function isClosing(kind: StageKind): boolean {
  return kind !== 'OPEN';
}
