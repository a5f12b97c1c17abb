import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Scope } from './identity';

export type HttpFunction =
  | 'decree-intake'
  | 'print-desk'
  | 'registry-desk'
  | 'aid-desk'
  | 'security-desk'
  | 'webhook-desk'
  | 'courier-webhook'
  | 'case-tracking';

export interface Throttle {
  /** Requests per second, on average. */
  readonly rate: number;
  /** Requests at once. */
  readonly burst: number;
}

export interface Route {
  readonly method: HttpMethod.GET | HttpMethod.POST | HttpMethod.PATCH | HttpMethod.DELETE;
  readonly path: string;
  readonly to: HttpFunction;
  /** The scope a token needs, one of several where several are named, or why everyone may call it. */
  readonly access: { readonly scope: Scope | readonly Scope[] } | { readonly public: string };
  /** Narrower than the API's own. */
  readonly throttle?: Throttle;
}

const { GET, POST, PATCH, DELETE } = HttpMethod;

/** Routes of one function whose callers need the same scope. */
function scoped(
  to: HttpFunction,
  method: Route['method'],
  scope: Scope | readonly Scope[],
  paths: readonly string[],
): readonly Route[] {
  return paths.map((path) => ({ method, path, to, access: { scope } }));
}

/** Everything the API answers. */
export const ROUTES: readonly Route[] = [
  ...scoped('decree-intake', POST, 'decreesWrite', ['/v1/decrees']),
  ...scoped('decree-intake', GET, 'decreesRead', ['/v1/decrees', '/v1/decrees/{id}']),
  ...scoped('decree-intake', POST, 'decreesWrite', [
    '/v1/decrees/{id}/completion',
    '/v1/decrees/{id}/repair',
    '/v1/decrees/{id}/reversal',
    '/v1/decrees/{id}/custody',
    '/v1/decrees/{id}/duty-release',
    '/v1/decrees/{id}/aid-consents',
    '/v1/decrees/{id}/documents',
  ]),

  ...scoped('registry-desk', GET, ['casesDesk', 'casesApprove'], [
    '/v1/held-cases',
    '/v1/held-cases/{id}',
    '/v1/cases/{id}/corrections/{number}',
    '/v1/cases/{id}/documents',
    '/v1/number-pool',
  ]),
  {
    method: POST,
    path: '/v1/case-searches',
    to: 'registry-desk',
    access: { scope: ['casesDesk', 'casesApprove'] },
    // As fast as people come to counters; whoever tries out numbers takes years.
    throttle: { rate: 2, burst: 10 },
  },
  ...scoped('registry-desk', POST, ['casesDesk', 'casesApprove'], [
    '/v1/cases/{id}/documents/{document}/download',
    '/v1/cases/{id}/parties/{role}/safety',
  ]),
  ...scoped('registry-desk', POST, 'casesDesk', [
    '/v1/held-cases/{id}/claim',
    '/v1/held-cases/{id}/release',
    '/v1/held-cases/{id}/decision',
    '/v1/held-cases/{id}/return',
    '/v1/cases/{id}/parties/{role}/choice',
    '/v1/cases/{id}/parties/{role}/aid-consents',
    '/v1/cases/{id}/parties/{role}/old-card',
    '/v1/cases/{id}/corrections',
  ]),
  ...scoped('registry-desk', POST, 'casesApprove', [
    '/v1/held-cases/{id}/approval',
    '/v1/cases/{id}/corrections/{number}/approval',
  ]),
  ...scoped('registry-desk', GET, 'registerFeed', ['/v1/register-feed', '/v1/register-feed/differences']),
  ...scoped('registry-desk', POST, 'registerFeed', ['/v1/register-feed/{number}/acknowledgement']),

  ...scoped('print-desk', GET, 'printDesk', ['/v1/print-jobs', '/v1/print-jobs/{id}']),
  ...scoped('print-desk', POST, 'printDesk', [
    '/v1/print-jobs/{id}/download',
    '/v1/print-jobs/{id}/printed',
    '/v1/print-jobs/{id}/handed-over',
  ]),
  ...scoped('print-desk', GET, 'printDesk', ['/v1/marriage-letters']),
  ...scoped('print-desk', POST, 'printDesk', [
    '/v1/marriage-letters/{id}/download',
    '/v1/marriage-letters/{id}/sent',
    '/v1/print-jobs/{id}/reprint',
    '/v1/print-jobs/{id}/courier',
  ]),

  ...scoped('security-desk', POST, 'securityRequest', [
    '/v1/security-requests',
    '/v1/security-requests/{id}/change',
    '/v1/security-requests/{id}/cancellation',
    '/v1/security-requests/{id}/proposal-answer',
    '/v1/security-requests/{id}/letters/{entry}/download',
    '/v1/security-requests/{id}/minutes/download',
  ]),
  ...scoped('security-desk', GET, 'securityRequest', ['/v1/security-requests/{id}']),
  ...scoped('security-desk', GET, ['securityAnswer', 'securityReport'], [
    '/v1/security-desk',
    '/v1/security-desk/{id}',
  ]),
  ...scoped('security-desk', GET, 'securityAnswer', ['/v1/security-desk/{id}/clashes']),
  ...scoped('security-desk', POST, 'securityAnswer', [
    '/v1/security-desk/{id}/acceptance',
    '/v1/security-desk/{id}/proposal',
    '/v1/security-desk/{id}/question',
    '/v1/security-desk/{id}/refusal',
  ]),
  ...scoped('security-desk', POST, 'securityReport', [
    '/v1/security-desk/{id}/minutes',
    '/v1/security-desk/{id}/report',
  ]),
  ...scoped('security-desk', POST, ['securityAnswer', 'securityReport'], [
    '/v1/security-desk/{id}/letters/{entry}/download',
  ]),
  ...scoped('security-desk', GET, ['securityRequest', 'securityAnswer', 'securityReport'], [
    '/v1/security-calendar',
  ]),
  {
    method: GET,
    path: '/v1/calendars/{token}',
    to: 'security-desk',
    access: { public: 'A calendar program has no token to send: the address is unguessable and the feed names nobody.' },
    throttle: { rate: 5, burst: 10 },
  },

  ...scoped('aid-desk', POST, 'aidProgramme', [
    '/v1/aid/criteria',
    '/v1/aid/programmes',
    '/v1/aid/programmes/{code}/edit',
    '/v1/aid/programmes/{code}/end',
  ]),
  ...scoped('aid-desk', GET, ['aidAssess', 'aidApprove', 'aidMentor', 'aidCashier', 'aidProgramme', 'aidLead'], [
    '/v1/aid/programmes',
    '/v1/aid/programmes/{code}',
  ]),
  ...scoped('aid-desk', GET, ['aidApprove', 'aidCashier', 'aidProgramme', 'aidLead'], [
    '/v1/aid/programmes/{code}/budget',
    '/v1/aid/programmes/{code}/ledger',
  ]),
  ...scoped('aid-desk', GET, ['aidAssess', 'aidApprove', 'aidMentor', 'aidCashier', 'aidLead'], [
    '/v1/aid/referrals',
    '/v1/aid/referrals/{id}',
  ]),
  ...scoped('aid-desk', GET, ['aidAssess', 'aidApprove', 'aidLead'], ['/v1/aid/referrals/{id}/eligibility']),
  ...scoped('aid-desk', GET, ['aidAssess', 'aidApprove', 'aidCashier', 'aidLead'], [
    '/v1/aid/referrals/{id}/letters/{entry}',
  ]),
  ...scoped('aid-desk', POST, 'aidAssess', ['/v1/aid/referrals/{id}/assessment']),
  ...scoped('aid-desk', POST, 'aidApprove', [
    '/v1/aid/referrals/{id}/grant',
    '/v1/aid/referrals/{id}/refusal',
    '/v1/aid/referrals/{id}/proposal',
    '/v1/aid/referrals/{id}/proposal-return',
    '/v1/aid/referrals/{id}/approval',
    '/v1/aid/referrals/{id}/instalments/{number}/cancellation',
  ]),
  ...scoped('aid-desk', POST, ['aidMentor', 'aidLead'], [
    '/v1/aid/referrals/{id}/plan',
    '/v1/aid/referrals/{id}/check-ins/{number}',
    '/v1/aid/referrals/{id}/closure',
  ]),
  ...scoped('aid-desk', POST, 'aidMentor', ['/v1/aid/referrals/{id}/sessions/{number}']),
  ...scoped('aid-desk', POST, 'aidCashier', [
    '/v1/aid/referrals/{id}/instalments/{number}/order',
    '/v1/aid/referrals/{id}/instalments/{number}/payment',
    '/v1/aid/referrals/{id}/instalments/{number}/return',
    '/v1/aid/bank-statements',
  ]),
  ...scoped('aid-desk', POST, ['aidAssess', 'aidApprove'], [
    '/v1/aid/referrals/{id}/claim',
    '/v1/aid/referrals/{id}/release',
  ]),
  ...scoped('aid-desk', POST, ['aidAssess', 'aidApprove', 'aidMentor'], ['/v1/aid/referrals/{id}/pause']),
  ...scoped('aid-desk', POST, ['aidAssess', 'aidApprove', 'aidMentor', 'aidLead'], ['/v1/aid/referrals/{id}/resumption']),
  ...scoped('aid-desk', POST, ['aidApprove', 'aidLead'], [
    '/v1/aid/referrals/{id}/continuation',
    '/v1/aid/referrals/{id}/stop',
  ]),
  ...scoped('webhook-desk', GET, 'webhooksManage', [
    '/v1/webhook-subscriptions',
    '/v1/webhook-subscriptions/{id}',
    '/v1/webhook-subscriptions/{id}/deliveries',
  ]),
  ...scoped('webhook-desk', POST, 'webhooksManage', [
    '/v1/webhook-subscriptions',
    '/v1/webhook-subscriptions/{id}/secret',
    '/v1/webhook-subscriptions/{id}/test',
    '/v1/webhook-subscriptions/{id}/replay',
  ]),
  ...scoped('webhook-desk', PATCH, 'webhooksManage', ['/v1/webhook-subscriptions/{id}']),
  ...scoped('webhook-desk', DELETE, 'webhooksManage', ['/v1/webhook-subscriptions/{id}']),

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
    path: '/v1/tracking/{code}/aid',
    to: 'case-tracking',
    access: { public: 'The page on which a citizen says which aid offices may hear of them, behind the same unguessable code.' },
    throttle: { rate: 5, burst: 10 },
  },
  {
    method: POST,
    path: '/v1/tracking/{code}/aid',
    to: 'case-tracking',
    access: { public: 'A citizen has no account: the code is unguessable, and consent is taken back where it was given.' },
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
