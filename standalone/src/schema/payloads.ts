import path from 'node:path';
import { API, type Checker, SymbolFlags, type Symbol as TypeSymbol } from 'typescript/unstable/sync';

/** The fields of each event's payload, as lines of TypeScript, by the event's type. */
export type Payloads = ReadonlyMap<string, readonly string[]>;

/** Asks the compiler what the events of a file of `schema/events` carry, for each of the files. */
export function readPayloads<File extends string>(
  schemaFolder: string,
  files: readonly File[],
): ReadonlyMap<File, Payloads> {
  const config = path.join(schemaFolder, 'tsconfig.json');
  const api = new API({ cwd: schemaFolder });
  try {
    const project = api.updateSnapshot({ openProject: config }).getProject(config);
    if (!project) throw new Error(`${config} is no project`);
    const { checker, program } = project;
    return new Map(
      files.map((file) => {
        const source = program.getSourceFile(path.join(schemaFolder, 'events', `${file}.ts`));
        const module = source && checker.getSymbolAtLocation(source);
        if (!module) throw new Error(`There is no schema/events/${file}.ts`);
        return [file, payloadsOf(checker, module)];
      }),
    );
  } finally {
    api.close();
  }
}

function payloadsOf(checker: Checker, module: TypeSymbol): Payloads {
  const catalogues = checker.getExportsOfModule(module).filter(({ name }) => name.endsWith('Events'));
  const events = catalogues.flatMap((symbol) =>
    checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)),
  );
  return new Map(events.map((event) => [event.name, fieldsOf(checker, event)]));
}

function fieldsOf(checker: Checker, event: TypeSymbol): string[] {
  const payload = propertiesOf(checker, event).find(({ name }) => name === 'payload');
  if (!payload) throw new Error(`The event ${event.name} has no payload`);
  return propertiesOf(checker, payload).map((field) => {
    const type = checker.getTypeOfSymbol(field);
    const text = type ? checker.typeToString(type) : 'unknown';
    const comment = field.getDocumentationComment(checker);
    const isOptional = (field.flags & SymbolFlags.Optional) !== 0;
    const declared = isOptional
      ? `${field.name}?: ${text.replace(' | undefined', '')}`
      : `${field.name}: ${text}`;
    return `${declared};${comment ? ` // ${comment}` : ''}`;
  });
}

function propertiesOf(checker: Checker, symbol: TypeSymbol): readonly TypeSymbol[] {
  const type = checker.getTypeOfSymbol(symbol);
  return type ? checker.getPropertiesOfType(type) : [];
}
