import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Cloud, target } from './support';

const cloud = new Cloud();
const routes = new Map(
  cloud.all('AWS::ApiGatewayV2::Route').map(([, route]) => [String(route.Properties['RouteKey']), route.Properties]),
);

/** Who may call what; kept apart from the code on purpose. */
const PROTECTED: Record<string, string | string[]> = {
  'POST /v1/decrees': 'tuntas/decrees.write',
  'GET /v1/decrees': 'tuntas/decrees.read',
  'GET /v1/decrees/{id}': 'tuntas/decrees.read',
  'POST /v1/decrees/{id}/completion': 'tuntas/decrees.write',
  'POST /v1/decrees/{id}/repair': 'tuntas/decrees.write',
  'POST /v1/decrees/{id}/reversal': 'tuntas/decrees.write',
  'POST /v1/decrees/{id}/custody': 'tuntas/decrees.write',
  'POST /v1/decrees/{id}/duty-release': 'tuntas/decrees.write',
  'POST /v1/decrees/{id}/documents': 'tuntas/decrees.write',
  'POST /v1/decrees/{id}/aid-consents': 'tuntas/decrees.write',
  'GET /v1/held-cases': ['tuntas/cases.desk', 'tuntas/cases.approve'],
  'GET /v1/held-cases/{id}': ['tuntas/cases.desk', 'tuntas/cases.approve'],
  'POST /v1/case-searches': ['tuntas/cases.desk', 'tuntas/cases.approve'],
  'POST /v1/held-cases/{id}/claim': 'tuntas/cases.desk',
  'POST /v1/held-cases/{id}/release': 'tuntas/cases.desk',
  'POST /v1/held-cases/{id}/decision': 'tuntas/cases.desk',
  'POST /v1/held-cases/{id}/return': 'tuntas/cases.desk',
  'POST /v1/held-cases/{id}/approval': 'tuntas/cases.approve',
  'POST /v1/cases/{id}/parties/{role}/choice': 'tuntas/cases.desk',
  'POST /v1/cases/{id}/parties/{role}/old-card': 'tuntas/cases.desk',
  'POST /v1/cases/{id}/parties/{role}/aid-consents': 'tuntas/cases.desk',
  'POST /v1/cases/{id}/parties/{role}/safety': ['tuntas/cases.desk', 'tuntas/cases.approve'],
  'POST /v1/cases/{id}/corrections': 'tuntas/cases.desk',
  'GET /v1/cases/{id}/corrections/{number}': ['tuntas/cases.desk', 'tuntas/cases.approve'],
  'POST /v1/cases/{id}/corrections/{number}/approval': 'tuntas/cases.approve',
  'GET /v1/cases/{id}/documents': ['tuntas/cases.desk', 'tuntas/cases.approve'],
  'POST /v1/cases/{id}/documents/{document}/download': ['tuntas/cases.desk', 'tuntas/cases.approve'],
  'GET /v1/number-pool': ['tuntas/cases.desk', 'tuntas/cases.approve'],
  'GET /v1/register-feed': 'tuntas/register.feed',
  'GET /v1/register-feed/differences': 'tuntas/register.feed',
  'POST /v1/register-feed/{number}/acknowledgement': 'tuntas/register.feed',
  'GET /v1/print-jobs': 'tuntas/print.desk',
  'GET /v1/print-jobs/{id}': 'tuntas/print.desk',
  'POST /v1/print-jobs/{id}/download': 'tuntas/print.desk',
  'POST /v1/print-jobs/{id}/printed': 'tuntas/print.desk',
  'POST /v1/print-jobs/{id}/handed-over': 'tuntas/print.desk',
  'POST /v1/print-jobs/{id}/courier': 'tuntas/print.desk',
  'POST /v1/print-jobs/{id}/reprint': 'tuntas/print.desk',
  'GET /v1/marriage-letters': 'tuntas/print.desk',
  'POST /v1/marriage-letters/{id}/download': 'tuntas/print.desk',
  'POST /v1/marriage-letters/{id}/sent': 'tuntas/print.desk',
  'POST /v1/security-requests': 'tuntas/security.request',
  'GET /v1/security-requests/{id}': 'tuntas/security.request',
  'POST /v1/security-requests/{id}/change': 'tuntas/security.request',
  'POST /v1/security-requests/{id}/cancellation': 'tuntas/security.request',
  'POST /v1/security-requests/{id}/proposal-answer': 'tuntas/security.request',
  'POST /v1/security-requests/{id}/letters/{entry}/download': 'tuntas/security.request',
  'POST /v1/security-requests/{id}/minutes/download': 'tuntas/security.request',
  'GET /v1/security-desk': ['tuntas/security.answer', 'tuntas/security.report'],
  'GET /v1/security-desk/{id}': ['tuntas/security.answer', 'tuntas/security.report'],
  'GET /v1/security-desk/{id}/clashes': 'tuntas/security.answer',
  'POST /v1/security-desk/{id}/acceptance': 'tuntas/security.answer',
  'POST /v1/security-desk/{id}/proposal': 'tuntas/security.answer',
  'POST /v1/security-desk/{id}/question': 'tuntas/security.answer',
  'POST /v1/security-desk/{id}/refusal': 'tuntas/security.answer',
  'POST /v1/security-desk/{id}/minutes': 'tuntas/security.report',
  'POST /v1/security-desk/{id}/report': 'tuntas/security.report',
  'POST /v1/security-desk/{id}/letters/{entry}/download': ['tuntas/security.answer', 'tuntas/security.report'],
  'POST /v1/aid/criteria': 'tuntas/aid.programme',
  'POST /v1/aid/programmes': 'tuntas/aid.programme',
  'POST /v1/aid/programmes/{code}/edit': 'tuntas/aid.programme',
  'POST /v1/aid/programmes/{code}/end': 'tuntas/aid.programme',
  'GET /v1/aid/programmes': ['tuntas/aid.assess', 'tuntas/aid.approve', 'tuntas/aid.mentor', 'tuntas/aid.cashier', 'tuntas/aid.programme', 'tuntas/aid.lead'],
  'GET /v1/aid/programmes/{code}': ['tuntas/aid.assess', 'tuntas/aid.approve', 'tuntas/aid.mentor', 'tuntas/aid.cashier', 'tuntas/aid.programme', 'tuntas/aid.lead'],
  'GET /v1/aid/programmes/{code}/budget': ['tuntas/aid.approve', 'tuntas/aid.cashier', 'tuntas/aid.programme', 'tuntas/aid.lead'],
  'GET /v1/aid/programmes/{code}/ledger': ['tuntas/aid.approve', 'tuntas/aid.cashier', 'tuntas/aid.programme', 'tuntas/aid.lead'],
  'GET /v1/aid/referrals': ['tuntas/aid.assess', 'tuntas/aid.approve', 'tuntas/aid.mentor', 'tuntas/aid.cashier', 'tuntas/aid.lead'],
  'GET /v1/aid/referrals/{id}': ['tuntas/aid.assess', 'tuntas/aid.approve', 'tuntas/aid.mentor', 'tuntas/aid.cashier', 'tuntas/aid.lead'],
  'GET /v1/aid/referrals/{id}/eligibility': ['tuntas/aid.assess', 'tuntas/aid.approve', 'tuntas/aid.lead'],
  'GET /v1/aid/referrals/{id}/letters/{entry}': ['tuntas/aid.assess', 'tuntas/aid.approve', 'tuntas/aid.cashier', 'tuntas/aid.lead'],
  'POST /v1/aid/referrals/{id}/assessment': 'tuntas/aid.assess',
  'POST /v1/aid/referrals/{id}/grant': 'tuntas/aid.approve',
  'POST /v1/aid/referrals/{id}/refusal': 'tuntas/aid.approve',
  'POST /v1/aid/referrals/{id}/proposal': 'tuntas/aid.approve',
  'POST /v1/aid/referrals/{id}/proposal-return': 'tuntas/aid.approve',
  'POST /v1/aid/referrals/{id}/approval': 'tuntas/aid.approve',
  'POST /v1/aid/referrals/{id}/claim': ['tuntas/aid.assess', 'tuntas/aid.approve'],
  'POST /v1/aid/referrals/{id}/release': ['tuntas/aid.assess', 'tuntas/aid.approve'],
  'POST /v1/aid/referrals/{id}/pause': ['tuntas/aid.assess', 'tuntas/aid.approve', 'tuntas/aid.mentor'],
  'POST /v1/aid/referrals/{id}/resumption': ['tuntas/aid.assess', 'tuntas/aid.approve', 'tuntas/aid.mentor', 'tuntas/aid.lead'],
  'POST /v1/aid/referrals/{id}/continuation': ['tuntas/aid.approve', 'tuntas/aid.lead'],
  'POST /v1/aid/referrals/{id}/instalments/{number}/cancellation': 'tuntas/aid.approve',
  'POST /v1/aid/referrals/{id}/plan': ['tuntas/aid.mentor', 'tuntas/aid.lead'],
  'POST /v1/aid/referrals/{id}/check-ins/{number}': ['tuntas/aid.mentor', 'tuntas/aid.lead'],
  'POST /v1/aid/referrals/{id}/closure': ['tuntas/aid.mentor', 'tuntas/aid.lead'],
  'POST /v1/aid/referrals/{id}/sessions/{number}': 'tuntas/aid.mentor',
  'POST /v1/aid/referrals/{id}/instalments/{number}/order': 'tuntas/aid.cashier',
  'POST /v1/aid/referrals/{id}/instalments/{number}/payment': 'tuntas/aid.cashier',
  'POST /v1/aid/referrals/{id}/instalments/{number}/return': 'tuntas/aid.cashier',
  'POST /v1/aid/bank-statements': 'tuntas/aid.cashier',
  'POST /v1/aid/referrals/{id}/stop': ['tuntas/aid.approve', 'tuntas/aid.lead'],
  'POST /v1/webhook-subscriptions': 'tuntas/webhooks.manage',
  'GET /v1/webhook-subscriptions': 'tuntas/webhooks.manage',
  'GET /v1/webhook-subscriptions/{id}': 'tuntas/webhooks.manage',
  'PATCH /v1/webhook-subscriptions/{id}': 'tuntas/webhooks.manage',
  'DELETE /v1/webhook-subscriptions/{id}': 'tuntas/webhooks.manage',
  'POST /v1/webhook-subscriptions/{id}/secret': 'tuntas/webhooks.manage',
  'POST /v1/webhook-subscriptions/{id}/test': 'tuntas/webhooks.manage',
  'GET /v1/webhook-subscriptions/{id}/deliveries': 'tuntas/webhooks.manage',
  'POST /v1/webhook-subscriptions/{id}/replay': 'tuntas/webhooks.manage',
  'GET /v1/security-calendar': ['tuntas/security.request', 'tuntas/security.answer', 'tuntas/security.report'],
};
const PUBLIC = [
  'GET /v1/calendars/{token}',
  'POST /v1/courier/biteship',
  'GET /v1/handovers/{token}',
  'POST /v1/handovers/{token}',
  'GET /v1/tracking/{code}',
  'GET /v1/tracking/{code}/aid',
  'POST /v1/tracking/{code}/aid',
  'GET /v1/tracking/{code}/choice',
  'POST /v1/tracking/{code}/choice',
  'GET /v1/verify/{token}',
  'GET /v1/openapi.json',
];

describe('the HTTP API', () => {
  it('answers these routes and no others', () => {
    assert.deepEqual([...routes.keys()].sort(), [...Object.keys(PROTECTED), ...PUBLIC].sort());
  });

  it('lets nobody through without the scope of the route', () => {
    const [authorizer] = cloud.named('AWS::ApiGatewayV2::Authorizer', 'Api');
    for (const [key, scope] of Object.entries(PROTECTED)) {
      const route = routes.get(key);
      assert.equal(route?.['AuthorizationType'], 'JWT', key);
      assert.equal(target(route?.['AuthorizerId']), authorizer, key);
      assert.deepEqual(route?.['AuthorizationScopes'], [scope].flat(), key);
    }
  });

  it('is open only where that was decided', () => {
    const open = [...routes].filter(([, route]) => route['AuthorizationType'] !== 'JWT').map(([key]) => key);
    assert.deepEqual(open.sort(), [...PUBLIC].sort());
  });

  it('believes tokens of its own pool, for clients made here', () => {
    const [, { Properties }] = cloud.named('AWS::ApiGatewayV2::Authorizer', 'Api');
    const clients = cloud.all('AWS::Cognito::UserPoolClient').map(([id]) => id);
    assert.equal(Properties['AuthorizerType'], 'JWT');
    assert.deepEqual(Properties['JwtConfiguration'].Audience.map(target).sort(), clients.sort());
    assert.match(JSON.stringify(Properties['JwtConfiguration'].Issuer), /cognito-idp/);
    assert.deepEqual(Properties['IdentitySource'], ['$request.header.Authorization']);
  });

  it('limits how fast it may be called, and guessing most of all', () => {
    const [, { Properties }] = cloud.named('AWS::ApiGatewayV2::Stage', 'Api');
    assert.deepEqual(Properties['DefaultRouteSettings'], { ThrottlingBurstLimit: 100, ThrottlingRateLimit: 50 });
    for (const key of [
      'POST /v1/handovers/{token}',
      'GET /v1/tracking/{code}',
      'GET /v1/verify/{token}',
      'GET /v1/calendars/{token}',
    ]) {
      assert.ok(Properties['RouteSettings'][key].ThrottlingRateLimit < 50, key);
    }
  });

  it('sets limits only after the routes they are for', () => {
    const [, stage] = cloud.named('AWS::ApiGatewayV2::Stage', 'Api');
    const limited = Object.keys(stage.Properties['RouteSettings']);
    const before = cloud
      .all('AWS::ApiGatewayV2::Route')
      .filter(([id]) => stage.DependsOn?.includes(id))
      .map(([, route]) => route.Properties['RouteKey']);
    assert.deepEqual(before.sort(), limited.sort());
  });

  it('logs the route, never the path', () => {
    const [, { Properties }] = cloud.named('AWS::ApiGatewayV2::Stage', 'Api');
    assert.deepEqual(JSON.parse(Properties['AccessLogSettings'].Format), {
      requestId: '$context.requestId',
      routeKey: '$context.routeKey',
      status: '$context.status',
      integrationLatency: '$context.integrationLatency',
    });
  });

  it('calls the functions behind its routes, each under one permission, and is the only one who does', () => {
    const [api] = cloud.named('AWS::ApiGatewayV2::Api', 'ApiHttp');
    const permissions = cloud.all('AWS::Lambda::Permission');
    const called = permissions.map(([id, { Properties }]) => {
      assert.equal(Properties['Principal'], 'apigateway.amazonaws.com', id);
      assert.ok(JSON.stringify(Properties['SourceArn']).includes(`{"Ref":"${api}"}`), id);
      return target(Properties['FunctionName']);
    });
    const integrated = cloud
      .all('AWS::ApiGatewayV2::Integration')
      .map(([, { Properties }]) => target(Properties['IntegrationUri']));
    assert.deepEqual(called.sort(), integrated.sort());
    assert.equal(new Set(called).size, called.length);
  });

  it('leaves room for more in its stack', () => {
    assert.ok(cloud.size <= 450, `${cloud.size} of 500 resources`);
  });
});

describe('the clients of the API', () => {
  const clients = new Map(
    cloud.all('AWS::Cognito::UserPoolClient').map(([, client]) => [client.Properties['ClientName'], client.Properties]),
  );
  const scopes = (name: string) =>
    (clients.get(name)?.['AllowedOAuthScopes'] as any[]).map((scope) => scope['Fn::Join'][1].at(-1)).sort();

  it('are a court, and the officers of the registry, the police and the aid offices', () => {
    assert.deepEqual([...clients.keys()].sort(), [
      'aid-dinsos-01',
      'aid-dinsos-05',
      'aid-sistem-dinsos',
      'court-PA.Pas',
      'officer-petugas-01',
      'officer-petugas-02',
      'officer-sistem-01',
      'police-polisi-01',
    ]);
  });

  it('are machines with a secret, and nothing else can sign in', () => {
    for (const [name, client] of clients) {
      assert.deepEqual(client['AllowedOAuthFlows'], ['client_credentials'], name);
      assert.equal(client['GenerateSecret'], true, name);
    }
    const [, pool] = cloud.named('AWS::Cognito::UserPool', 'IdentityPool');
    assert.equal(pool.Properties['AdminCreateUserConfig'].AllowAdminCreateUserOnly, true);
  });

  it('hold the scopes of their office and of no other', () => {
    assert.deepEqual(scopes('court-PA.Pas'), ['/PA.Pas', '/decrees.read', '/decrees.write', '/security.request', '/webhooks.manage']);
    assert.deepEqual(scopes('aid-dinsos-01'), ['/aid.assess', '/dinsos-01']);
    assert.deepEqual(scopes('aid-dinsos-05'), ['/aid.cashier', '/aid.programme', '/dinsos-05']);
    assert.deepEqual(scopes('aid-sistem-dinsos'), ['/sistem-dinsos', '/webhooks.manage']);
    assert.deepEqual(scopes('police-polisi-01'), ['/polisi-01', '/security.answer', '/security.report']);
    assert.deepEqual(scopes('officer-petugas-01'), [
      '/cases.approve',
      '/cases.desk',
      '/petugas-01',
      '/print.desk',
      '/register.feed',
    ]);
    assert.deepEqual(scopes('officer-sistem-01'), ['/sistem-01', '/webhooks.manage']);
    assert.deepEqual(scopes('officer-petugas-02'), ['/cases.approve', '/cases.desk', '/petugas-02', '/print.desk']);
  });
});
