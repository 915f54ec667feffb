import type { Pool } from 'undici';

export interface Posted {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly signal?: AbortSignal | undefined;
}

export interface Answered {
  readonly statusCode: number;
  readonly answer: unknown;
}

/** Posts JSON and reads all of the JSON that answers it, without a stream: a gateway does little else. */
export function postJson(pool: Pool, { path, headers, body, signal }: Posted): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const chunks: Buffer[] = [];
  let statusCode = 0;
  let leave: (() => void) | undefined;
  const end = () => {
    if (leave) signal?.removeEventListener('abort', leave);
  };
  pool.dispatch(
    { method: 'POST', path, headers, body },
    {
      onRequestStart(controller) {
        end();
        leave = () => controller.abort(signal?.reason);
        if (signal?.aborted) leave();
        else signal?.addEventListener('abort', leave);
      },
      onResponseStart(_, status) {
        statusCode = status;
      },
      onResponseData(_, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        end();
        try {
          const [first] = chunks;
          const whole = first && chunks.length === 1 ? first : Buffer.concat(chunks);
          resolve({ statusCode, answer: JSON.parse(whole.toString()) });
        } catch (error) {
          reject(error);
        }
      },
      onResponseError(_, error) {
        end();
        reject(error);
      },
    },
  );
  return promise;
}
