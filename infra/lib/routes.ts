import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Scope } from './identity';

export type HttpFunction =
  | 'decree-intake'
  | 'print-desk'
  | 'registry-desk'
  | 'courier-webhook'
  | 'case-tracking';

export interface Throttle {
  /** Requests per second, on average. */
  readonly rate: number;
  /** Requests at once. */
  readonly burst: number;
}

export interface Route {
  readonly method: HttpMethod.GET | HttpMethod.POST;
  readonly path: string;
  readonly to: HttpFunction;
  /** The scope a token needs, one of several where several are named, or why everyone may call it. */
  readonly access: { readonly scope: Scope | readonly Scope[] } | { readonly public: string };
  /** Narrower than the API's own. */
  readonly throttle?: Throttle;
}

const { GET, POST } = HttpMethod;

/** Routes of the officers' desk that need the same scope. */
function desk(
  method: Route['method'],
  scope: Scope | readonly Scope[],
  paths: readonly string[],
): readonly Route[] {
  return paths.map((path) => ({ method, path, to: 'registry-desk', access: { scope } }));
}

/** Everything the API answers. */
export const ROUTES: readonly Route[] = [
  { method: POST, path: '/v1/decrees', to: 'decree-intake', access: { scope: 'decreesWrite' } },
  { method: GET, path: '/v1/decrees', to: 'decree-intake', access: { scope: 'decreesRead' } },
  { method: GET, path: '/v1/decrees/{id}', to: 'decree-intake', access: { scope: 'decreesRead' } },
  { method: POST, path: '/v1/decrees/{id}/completion', to: 'decree-intake', access: { scope: 'decreesWrite' } },
  { method: POST, path: '/v1/decrees/{id}/repair', to: 'decree-intake', access: { scope: 'decreesWrite' } },
  { method: POST, path: '/v1/decrees/{id}/reversal', to: 'decree-intake', access: { scope: 'decreesWrite' } },
  { method: POST, path: '/v1/decrees/{id}/custody', to: 'decree-intake', access: { scope: 'decreesWrite' } },
  { method: POST, path: '/v1/decrees/{id}/duty-release', to: 'decree-intake', access: { scope: 'decreesWrite' } },

  ...desk(GET, ['casesDesk', 'casesApprove'], [
    '/v1/held-cases',
    '/v1/held-cases/{id}',
    '/v1/cases/{id}/corrections/{number}',
    '/v1/number-pool',
  ]),
  ...desk(POST, 'casesDesk', [
    '/v1/held-cases/{id}/claim',
    '/v1/held-cases/{id}/release',
    '/v1/held-cases/{id}/decision',
    '/v1/held-cases/{id}/return',
    '/v1/cases/{id}/parties/{role}/choice',
    '/v1/cases/{id}/parties/{role}/old-card',
    '/v1/cases/{id}/corrections',
  ]),
  ...desk(POST, 'casesApprove', [
    '/v1/held-cases/{id}/approval',
    '/v1/cases/{id}/corrections/{number}/approval',
  ]),
  ...desk(GET, 'registerFeed', ['/v1/register-feed', '/v1/register-feed/differences']),
  ...desk(POST, 'registerFeed', ['/v1/register-feed/{number}/acknowledgement']),

  { method: GET, path: '/v1/print-jobs', to: 'print-desk', access: { scope: 'printDesk' } },
  { method: GET, path: '/v1/print-jobs/{id}', to: 'print-desk', access: { scope: 'printDesk' } },
  { method: POST, path: '/v1/print-jobs/{id}/download', to: 'print-desk', access: { scope: 'printDesk' } },
  { method: POST, path: '/v1/print-jobs/{id}/printed', to: 'print-desk', access: { scope: 'printDesk' } },
  { method: POST, path: '/v1/print-jobs/{id}/handed-over', to: 'print-desk', access: { scope: 'printDesk' } },
  { method: GET, path: '/v1/marriage-letters', to: 'print-desk', access: { scope: 'printDesk' } },
  { method: POST, path: '/v1/marriage-letters/{id}/download', to: 'print-desk', access: { scope: 'printDesk' } },
  { method: POST, path: '/v1/marriage-letters/{id}/sent', to: 'print-desk', access: { scope: 'printDesk' } },
  { method: POST, path: '/v1/print-jobs/{id}/reprint', to: 'print-desk', access: { scope: 'printDesk' } },
  { method: POST, path: '/v1/print-jobs/{id}/courier', to: 'print-desk', access: { scope: 'printDesk' } },

  {
    method: POST,
    path: '/v1/courier/biteship',
    to: 'courier-webhook',
    access: { public: 'The provider sends a fixed header; the function compares it with the courier secret.' },
  },
  {
    method: GET,
    path: '/v1/handovers/{token}',
    to: 'courier-webhook',
    access: { public: 'The page on which a rider enters the code; the token is unguessable and the page names nobody.' },
    throttle: { rate: 5, burst: 10 },
  },
  {
    method: POST,
    path: '/v1/handovers/{token}',
    to: 'courier-webhook',
    access: { public: 'A rider has no account: the token is unguessable, and the addressee\'s code is asked for.' },
    throttle: { rate: 5, burst: 10 },
  },
  {
    method: GET,
    path: '/v1/tracking/{code}',
    to: 'case-tracking',
    access: { public: 'A citizen has no account: the code is unguessable and shows nobody\'s data.' },
    throttle: { rate: 20, burst: 40 },
  },
  {
    method: GET,
    path: '/v1/tracking/{code}/choice',
    to: 'case-tracking',
    access: { public: 'The page on which a citizen chooses a family card, behind the same unguessable code.' },
    throttle: { rate: 5, burst: 10 },
  },
  {
    method: POST,
    path: '/v1/tracking/{code}/choice',
    to: 'case-tracking',
    access: { public: 'A citizen has no account: the code is unguessable, and a choice is only a wish until it is planned.' },
    throttle: { rate: 5, burst: 10 },
  },
  {
    method: GET,
    path: '/v1/verify/{token}',
    to: 'case-tracking',
    access: { public: 'Anyone may ask whether a document is valid; the token is signed and the answer names nobody.' },
    throttle: { rate: 20, burst: 40 },
  },
  {
    method: GET,
    path: '/v1/openapi.json',
    to: 'case-tracking',
    access: { public: 'The description of the API is public.' },
  },
];
