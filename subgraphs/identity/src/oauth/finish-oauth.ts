import type { Id, Request, Tx } from '@kith/kernel';
import { issueAccountToken } from '../account/account-token.js';
import { meansOf } from '../means.js';
import { checkSecondFactor } from '../second-factor/check-second-factor.js';
import { noteSignIn } from '../session/note-sign-in.js';
import { type SessionTokens, startSession } from '../session/start-session.js';
import { providerNamed, redirectUri, takeJourney } from './begin-oauth.js';
import { accountOf } from './linked-account.js';
import type { Identity, ProviderName } from './providers.js';

/** What came of a journey to a provider: tokens, or a ticket for who has a second factor too, or why neither. */
export interface Arrival {
  readonly returnTo: string;
  readonly tokens?: SessionTokens;
  readonly ticket?: string;
  readonly refusal?: string;
}

/** Lets in who comes back from a provider, with what it sent along in the query of their URL. */
export async function finishOAuth(request: Request, state: string, query: string): Promise<Arrival> {
  const journey = await takeJourney(request, state);
  if (!journey) return { returnTo: '/', refusal: 'EXPIRED' };
  const { returnTo } = journey;
  const means = meansOf(request);
  const [name, provider] = providerNamed(means, journey.provider);
  const answer = new URL(redirectUri(means, name));
  answer.search = query;
  if (answer.searchParams.has('error')) return { returnTo, refusal: 'REFUSED_THERE' };
  const identity = await provider.identify(answer, journey).catch(() => null);
  if (!identity) return { returnTo, refusal: 'NOT_BELIEVED' };
  return request.write(async (tx) => ({ returnTo, ...(await letIn(tx, request, name, identity)) }));
}

async function letIn(
  tx: Tx,
  request: Request,
  provider: ProviderName,
  identity: Identity,
): Promise<Omit<Arrival, 'returnTo'>> {
  const method = methodOf(provider);
  const { userId, refusal } = await accountOf(tx, provider, identity);
  if (!userId || refusal) {
    await noteSignIn(tx, { userId, method, outcome: 'NOT_VERIFIED' });
    return { refusal };
  }
  if ((await checkSecondFactor(tx, request, userId, null)) === 'NONE')
    return { tokens: await startSession(tx, request, { userId, method }) };
  return { ticket: await ticketFor(tx, userId, method) };
}

async function ticketFor(tx: Tx, userId: Id<'User'>, method: 'GOOGLE' | 'GITHUB'): Promise<string> {
  const [found] = await tx.query<{ email: string }>('select address_of($1) as email', [userId]);
  return issueAccountToken(tx, 'SECOND_FACTOR', found?.email ?? '', { userId, method });
}

function methodOf(provider: ProviderName): 'GOOGLE' | 'GITHUB' {
  return provider === 'google' ? 'GOOGLE' : 'GITHUB';
}
