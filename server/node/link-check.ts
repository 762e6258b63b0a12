import type { LinkCheck } from '../../domain/contract/fanpages.ts';
import { readFanpageAddress } from '../../domain/fanpages.ts';
import type { LinkChecker } from '../link-check.ts';
import {
  ForbiddenAddress,
  type PublicRules,
  publicRules,
  redirectOf,
  redirectsMax,
  requestPublic,
} from './public-request.ts';

/** Only status and `Location` of the responses are used. `rules` is for tests, which have no public server. */
export function createLinkChecker(rules: Partial<PublicRules & { timeoutMs: number }> = {}): LinkChecker {
  const { timeoutMs = 10_000, ...given } = rules;
  return {
    async check(url) {
      const context = { ...publicRules, ...given, signal: AbortSignal.timeout(timeoutMs) };
      try {
        return await followRedirects(new URL(url), context);
      } catch {
        // All network errors have the same meaning for the newsroom.
        return { finding: 'unreachable', status: null, to: null };
      }
    },
  };
}

type CheckContext = PublicRules & { signal: AbortSignal };

async function followRedirects(start: URL, context: CheckContext): Promise<LinkCheck> {
  let url = start;
  for (let redirects = 0; redirects <= redirectsMax; redirects++) {
    const answer = await requestPage(url, context);
    const to = samePage(start, url) ? null : url.href;
    if (answer === 'forbidden') return { finding: 'forbidden-address', status: null, to };
    const { status, redirect } = answer;
    if (!redirect) return { ...classifyStatus(status, to !== null), status, to };
    if (isSignIn(redirect)) return { finding: 'unclear', status, to: null };
    url = redirect;
  }
  return { finding: 'unreachable', status: null, to: url.href };
}

function classifyStatus(status: number, hasMoved: boolean): Pick<LinkCheck, 'finding'> {
  if (status >= 200 && status < 300) return { finding: hasMoved ? 'moved' : 'ok' };
  if (status === 404 || status === 410) return { finding: 'gone' };
  return { finding: status >= 500 ? 'unreachable' : 'unclear' };
}

/** Sends HEAD and, when that fails, GET without reading the body. */
async function requestPage(url: URL, context: CheckContext): Promise<Answer | 'forbidden'> {
  try {
    const head = await send('HEAD', url, context);
    return head.status < 400 ? head : await send('GET', url, context);
  } catch (error) {
    if (error instanceof ForbiddenAddress) return 'forbidden';
    throw error;
  }
}

type Answer = { status: number; redirect: URL | null };

async function send(method: 'HEAD' | 'GET', url: URL, context: CheckContext): Promise<Answer> {
  const response = await requestPublic(
    method,
    url,
    { accept: 'text/html,*/*;q=0.5' },
    context,
    context.signal,
  );
  response.destroy();
  return { status: response.statusCode ?? 0, redirect: redirectOf(response, url) };
}

/** A redirect that only adds `www`, a slash or a language does not count as moved. */
function samePage(before: URL, now: URL): boolean {
  if (before.href === now.href) return true;
  const [first, second] = [readFanpageAddress(before.href), readFanpageAddress(now.href)];
  return first.ok && second.ok && first.address.key === second.address.key;
}

/** Platforms redirect anonymous visitors to their sign-in page, whether or not the page exists. */
function isSignIn({ pathname }: URL): boolean {
  return /^\/(accounts\/)?(login|signin|checkpoint|consent|i\/flow\/login)(\.php)?(\/|$)/.test(pathname);
}
