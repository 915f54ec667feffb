/** The first of ten ports of this process, below those that the system gives to connections: one of these may be taken at any moment. */
export const portOfThisProcess = 22_000 + (process.pid % 1_000) * 10;
