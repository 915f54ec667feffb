/** The types of a subgraph's events: what each happens to, and what it says. */
export type EventTypes = { readonly [Type: string]: { readonly subject: string; readonly payload: object } };

/** What is known of an event beside its type. */
export interface Declared<Subject extends string = string> {
  readonly subject: Subject;
  readonly description: string;
  /** The mutations that may publish it, and the events that its subgraph may answer with it (`order.placed`). */
  readonly of: readonly string[];
  /** Counts the shapes that its payload has had; 1 unless said. */
  readonly version?: number;
}

/** The events of a subgraph, by type. */
export type Catalogue<Events extends EventTypes = EventTypes> = {
  readonly [Type in keyof Events]: Declared<Events[Type]['subject']>;
};
