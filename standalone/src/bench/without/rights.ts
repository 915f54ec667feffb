/** No field asks for any right. */
export function rightsOf() {
  return { actionsOf: () => [], keep() {}, requireReading() {} };
}

/** What belongs to the gateway alone is kept from nobody. */
export function keepField(): void {}
