import dns, { type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import { Agent, request } from 'undici';
import { isPublic } from './public-address.js';

/** What a receiver answered; of a long body the beginning. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** The way to those who receive webhooks. */
export interface Receivers {
  /** @throws Refused when the URL may not be called. */
  check(url: string): Promise<void>;
  /** @throws Refused, or what undici throws when there is no whole answer in time. Redirects are answers, and not followed. */
  post(url: string, call: Call): Promise<Reply>;
  close(): Promise<void>;
}

export interface Call {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** Why a URL is not called, in a sentence for who gave it. */
export class Refused extends Error {}

type Resolve = (
  hostname: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface OpenReceiversOptions {
  /** Whether they may be in private networks, and without TLS. */
  readonly mayBePrivate: boolean;
  /** How names are resolved: as the system does it, unless given. */
  readonly resolve?: Resolve;
}

const mostMs = 10_000;
const mostBytes = 64 * 1024;
const mostUrlCharacters = 2_000;

/**
 * Every address is looked at after its name was resolved, for the connection itself: a name that shows a public address
 * when asked and a private one when called is refused too.
 */
export function openReceivers({ mayBePrivate, resolve = dns.lookup }: OpenReceiversOptions): Receivers {
  const lookup = publicLookup(mayBePrivate, resolve);
  const agent = new Agent({ connect: { lookup, timeout: mostMs } });
  const refuse = (url: string) => refuseUrl(url, mayBePrivate);
  return {
    async check(url) {
      const { hostname } = refuse(url);
      if (isLiteral(hostname)) return;
      await promisify(lookup as unknown as Resolve)(hostname, { all: true }).catch((error: Error) => {
        throw error instanceof Refused ? error : new Refused(`${hostname} cannot be found`);
      });
    },
    async post(url, { headers, body, signal }) {
      refuse(url);
      const answer = await request(url, {
        method: 'POST',
        headers,
        body,
        dispatcher: agent,
        signal: AbortSignal.any([signal, AbortSignal.timeout(mostMs)]),
      });
      return { status: answer.statusCode, body: await beginningOf(answer.body) };
    },
    close: () => agent.destroy(),
  };
}

function refuseUrl(text: string, mayBePrivate: boolean): URL {
  const url = URL.parse(text);
  if (!url || text.length > mostUrlCharacters)
    throw new Refused(`It must be a URL of at most ${mostUrlCharacters} characters`);
  if (url.protocol !== 'https:' && !(mayBePrivate && url.protocol === 'http:'))
    throw new Refused('Its URL must begin with https:');
  if (url.username || url.password)
    throw new Refused('Its URL must hold no credentials; the signature shows who calls');
  if (isLiteral(url.hostname) && !mayBePrivate && !isPublic(bare(url.hostname)))
    throw new Refused(`${url.hostname} is not a public address`);
  return url;
}

function publicLookup(mayBePrivate: boolean, resolve: Resolve): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses = []) => {
      const [first] = addresses;
      const isRefused = !mayBePrivate && addresses.some(({ address }) => !isPublic(address));
      if (isRefused) return done(new Refused(`${hostname} leads to an address that is not public`), '');
      if (error || !first) return done(error ?? new Error(`${hostname} has no address`), '');
      if (options.all) return done(null, addresses);
      done(null, first.address, first.family);
    });
  };
}

/** The URL parser has made every spelling of an IPv4 address into four numbers, and IPv6 stands in brackets. */
function isLiteral(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(hostname);
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

async function beginningOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= mostBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString();
}
