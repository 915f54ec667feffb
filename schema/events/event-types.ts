/** The types of events of one subgraph: what each happens to, and what it says. Instants are RFC 3339, amounts text. */
export interface Event<Subject extends string, Payload extends object> {
  readonly subject: Subject;
  readonly payload: Readonly<Payload>;
}

/** What every node publishes that people make and change: its properties, and those that are others now. */
export type LifeOf<Noun extends string, Subject extends string, Properties extends object> = {
  readonly [Type in `${Noun}.created`]: Event<Subject, Properties>;
} & {
  readonly [Type in `${Noun}.updated`]: Event<Subject, Partial<Properties>>;
};
