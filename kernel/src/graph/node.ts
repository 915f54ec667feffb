import { Directive, Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import type { Id } from './id.js';

const idDescription = 'Opaque, prefixed with the type, ordered by time of creation.';

// Classes that implement it anywhere in the process would otherwise join every schema.
@InterfaceType({ description: 'Anything with an id of its own.', autoRegisterImplementations: false })
export abstract class Node {
  @Field(() => ID, { description: idDescription })
  id!: Id;
}

const nodeNames = new WeakMap<object, string>();

/** The name of the GraphQL type of a node's class. */
export function nodeName(type: object): string | undefined {
  return nodeNames.get(type);
}

/** A node that this subgraph owns: it can be fetched by its id from anywhere in the graph. */
export function NodeType({ name, description }: { name?: string; description: string }): ClassDecorator {
  return (target) => {
    const typeName = name ?? target.name;
    nodeNames.set(target, typeName);
    ObjectType(typeName, { description, implements: Node, simpleResolvers: true })(target);
    Directive('@key(fields: "id")')(target);
  };
}

/** A node of another subgraph, to which this one adds fields. */
export function ForeignNode(): ClassDecorator {
  return (target) => {
    ObjectType({ simpleResolvers: true })(target);
    Directive('@key(fields: "id")')(target);
  };
}

/** The key of a foreign node: `@ForeignId() id!: Id<'Person'>`. */
export function ForeignId(): PropertyDecorator {
  return Field(() => ID, { description: idDescription }) as PropertyDecorator;
}
