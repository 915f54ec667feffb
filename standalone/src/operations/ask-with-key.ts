import { readConfiguration, text, url } from '@kith/kernel';

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string }[];
}

export type AskWithKey = <Data>(query: string, variables: object) => Promise<Data>;

/** Asks the installation at `KITH_URL` with the API key `KITH_API_KEY`. */
export function askWithKey(environment: NodeJS.ProcessEnv): AskWithKey {
  const { KITH_URL, KITH_API_KEY } = readConfiguration(environment, {
    KITH_URL: (raw) => url('http', 'https')(raw ?? 'http://127.0.0.1:4000'),
    KITH_API_KEY: text(),
  });
  return async <Data>(query: string, variables: object) => {
    const response = await fetch(new URL('/graphql', KITH_URL), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': KITH_API_KEY },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Answer<Data>;
    if (errors || !data)
      throw new Error(errors?.map(({ message }) => message).join('\n') ?? `It answers ${response.status}`);
    return data;
  };
}
