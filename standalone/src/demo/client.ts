import type { TypedDocumentString } from '@kith/schema';

/** A client of the public graph, as any frontend would write it. */
export type Client = <Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
) => Promise<Data>;

/** Asks the graph over HTTP with an access token; answers that hold errors, user errors included, are thrown. */
export function clientOf(url: string, token: () => Promise<string>, signal?: AbortSignal): Client {
  return async (document, variables) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      signal,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await token()}` },
      body: JSON.stringify({ query: document.toString(), variables }),
    });
    const { data, errors } = (await response.json()) as {
      data: Record<string, unknown>;
      errors?: { message: string }[];
    };
    const mistakes =
      errors ??
      Object.values(data ?? {}).flatMap(
        (payload) => (payload as { userErrors?: { message: string }[] } | null)?.userErrors ?? [],
      );
    if (mistakes.length > 0) throw new Error(mistakes.map((mistake) => mistake.message).join('; '));
    return data as never;
  };
}
