import type { TypedDocumentString } from '@kith/schema';

/** A client of the public graph, as any frontend would write it. */
export interface Client {
  <Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data>;
  /** Waits until all that was written by this client so far has had its effects everywhere. */
  settled(): Promise<void>;
}

/** How often it asks whether effects are there; the graph waits two seconds for them each time. */
const mostWaits = 60;

interface Answer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; extensions?: { code?: string } }[];
  readonly extensions?: { consistency?: string };
}

/** Asks the graph over HTTP with an access token, or as a stranger; answers that hold errors, user errors included, are thrown. */
export function clientOf(url: string, token: (() => Promise<string>) | null, signal?: AbortSignal): Client {
  const written: string[] = [];
  const post = async (body: object, headers: object = {}): Promise<Answer> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      signal,
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${await token()}` }),
        ...headers,
      },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer;
  };
  const ask: Omit<Client, 'settled'> = async (document: object, variables: object) => {
    const answer = await post({ query: document.toString(), variables });
    refuseMistakes(answer);
    if (answer.extensions?.consistency) written.push(answer.extensions.consistency);
    return answer.data as never;
  };
  return Object.assign(ask as Client, {
    async settled() {
      for (const consistency of written.splice(0)) {
        for (let asked = 1; ; asked++) {
          const answer = await post({ query: '{ __typename }' }, { 'x-consistency': consistency });
          const isUnderWay = answer.errors?.[0]?.extensions?.code === 'TIMEOUT';
          if (isUnderWay && asked < mostWaits) continue;
          refuseMistakes(answer);
          break;
        }
      }
    },
  });
}

function refuseMistakes({ data, errors }: Answer): void {
  const mistakes =
    errors ??
    Object.values(data ?? {}).flatMap(
      (payload) => (payload as { userErrors?: { message: string }[] } | null)?.userErrors ?? [],
    );
  if (mistakes.length > 0) throw new Error(mistakes.map((mistake) => mistake.message).join('; '));
}
