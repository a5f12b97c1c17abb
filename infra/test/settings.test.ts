import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { parseCity } from '../lib/city';
import { app, Cloud, FUNCTIONS } from './support';

const folder = mkdtempSync(join(tmpdir(), 'tuntas-infra-'));
after(() => rmSync(folder, { recursive: true }));

function cityFile(name: string, city: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(city));
  return path;
}

const region = { regionCode: '35.75', name: 'Kota Pasuruan', timezone: 'Asia/Jakarta' };

describe('a city', () => {
  it('with two courts gets a client and a scope for each', () => {
    const city = cityFile('two.json', {
      regionCode: '35.14',
      name: 'Kabupaten Pasuruan',
      timezone: 'Asia/Jakarta',
      courts: [
        { code: 'PA.Bgl', name: 'Pengadilan Agama Bangil', jwks: [] },
        { code: 'PA.Pas', name: 'Pengadilan Agama Pasuruan' },
      ],
      officers: [
        { code: 'petugas-01', duties: ['print', 'cases'] },
        { code: 'petugas-02', duties: ['approve'] },
      ],
      letterhead: {},
      security: { police: { officers: [{ code: 'polisi-01', duties: ['answer'] }] } },
      aid: { offices: [{ code: 'dinsos', officers: [{ code: 'dinsos-01', duties: ['lead'] }] }] },
    });
    const cloud = new Cloud({ city });
    assert.deepEqual(
      cloud.all('AWS::Cognito::UserPoolClient').map(([, client]) => client.Properties['ClientName']).sort(),
      ['aid-dinsos-01', 'court-PA.Bgl', 'court-PA.Pas', 'officer-petugas-01', 'officer-petugas-02', 'police-polisi-01'],
    );
    const servers = cloud.all('AWS::Cognito::UserPoolResourceServer').map(([, server]) => server.Properties);
    assert.deepEqual(
      servers.find((server) => server['Identifier'] === 'court')?.['Scopes'].map((scope: any) => scope.ScopeName),
      ['PA.Bgl', 'PA.Pas'],
    );
    const approver = cloud
      .all('AWS::Cognito::UserPoolClient')
      .map(([, client]) => client.Properties)
      .find((client) => client['ClientName'] === 'officer-petugas-02');
    const scopes = JSON.stringify(approver?.['AllowedOAuthScopes']);
    assert.match(scopes, /cases\.approve/);
    assert.match(scopes, /petugas-02/);
    assert.doesNotMatch(scopes, /print\.desk|cases\.desk|petugas-01/);
    const [, domain] = cloud.named('AWS::Cognito::UserPoolDomain', 'Identity');
    assert.match(JSON.stringify(domain.Properties['Domain']), /tuntas-3514-/);
  });

  it('is refused when it lacks what the cloud needs', () => {
    const court = { code: 'PA.Pas', name: 'Pengadilan Agama Pasuruan' };
    const officers = [{ code: 'petugas-01', duties: ['print'] }];
    const security = { police: { officers: [{ code: 'polisi-01', duties: ['answer'] }] } };
    for (const [city, complaint] of [
      [{ courts: [court] }, /regionCode is not a text/],
      [{ ...region, regionCode: '3575', courts: [court] }, /regionCode 3575/],
      [{ ...region, timezone: undefined, courts: [court] }, /timezone is not a text/],
      [{ ...region, timezone: "Asia/Jakarta' OR", courts: [court] }, /not like Asia\/Jakarta/],
      [{ ...region, courts: [] }, /courts is empty/],
      [{ ...region, courts: [court] }, /officers is empty/],
      [{ ...region, courts: [court], officers: [{ code: 'Petugas', duties: ['print'] }] }, /officers\[0\]\.code Petugas/],
      [{ ...region, courts: [court], officers: [{ code: 'petugas-01', duties: [] }] }, /duties is empty/],
      [{ ...region, courts: [court], officers: [{ code: 'petugas-01', duties: ['all'] }] }, /all is none/],
      [{ ...region, courts: [court], officers: [...officers, ...officers] }, /petugas-01 appears twice/],
      [{ ...region, officers, courts: [court] }, /security is not an object/],
      [{ ...region, officers, courts: [court], security: { police: { officers: [] } } }, /security\.police\.officers is empty/],
      [{ ...region, officers, courts: [court], security, aid: { offices: [{ code: 'Dinsos', officers: [] }] } }, /aid\.offices\[0\]\.code Dinsos/],
      [{ ...region, officers, courts: [court], security, aid: { offices: [{ code: 'dinsos', officers: [] }] } }, /aid\.offices\[0\]\.officers is empty/],
      [{ ...region, officers, courts: [court], security, aid: { offices: [{ code: 'Dinas Sosial' }] } }, /aid\.offices\[0\]\.code Dinas Sosial/],
      [
        { ...region, officers, courts: [court], security, aid: { offices: [{ code: 'dinsos', officers: [{ code: 'petugas-01', duties: ['lead'] }] }] } },
        /petugas-01 appears twice/,
      ],
      [{ ...region, officers, courts: [court, court] }, /PA\.Pas appears twice/],
      [{ ...region, officers, courts: [{ ...court, code: 'PA/Pas' }] }, /courts\[0\]\.code PA\/Pas/],
      [{ ...region, officers, courts: [{ code: 'PA.Pas' }] }, /courts\[0\]\.name/],
      [{ ...region, officers, courts: [{ ...court, filePrincipals: 'x' }] }, /courts\[0\]\.filePrincipals is no list/],
      [{ ...region, officers, courts: [{ ...court, filePrincipals: ['*'] }] }, /filePrincipals: \* is no ARN/],
    ] as const) {
      assert.throws(() => parseCity(city, 'city.json'), complaint);
    }
  });
});

describe('a setting', () => {
  it('that cannot be used is refused by name', () => {
    for (const [context, complaint] of [
      [{ local: 'yes' }, /local: yes/],
      [{ architecture: 'mips' }, /architecture: mips/],
      [{ functionsDir: join(folder, 'nowhere') }, /functionsDir: .*nowhere/],
      [{ evidenceYears: '0' }, /evidenceYears: 0/],
      [{ publicUrl: 'tuntas.example' }, /publicUrl: tuntas\.example/],
    ] as const) {
      assert.throws(() => app({ ...context }), complaint);
    }
  });

  it('says where links lead and where the courier is', () => {
    const variables = (context: Record<string, string>) =>
      new Cloud(context).functions().get('courier-dispatch')?.[1].Properties['Environment'].Variables;
    const given = variables({ publicUrl: 'https://tuntas.example/', courierUrl: 'http://127.0.0.1:9999', logLevel: 'debug' });
    assert.equal(given.TUNTAS_PUBLIC_URL, 'https://tuntas.example');
    assert.equal(given.TUNTAS_COURIER_URL, 'http://127.0.0.1:9999');
    assert.equal(given.TUNTAS_LOG, 'debug');
    const plain = variables({});
    assert.equal(plain.TUNTAS_COURIER_URL, 'https://api.biteship.com');
    assert.match(JSON.stringify(plain.TUNTAS_PUBLIC_URL), /ApiEndpoint/);
  });

  it('keeps the data in Jakarta unless another region is named', () => {
    assert.equal(app().stack.region, 'ap-southeast-3');
    assert.equal(app({ region: 'ap-southeast-1' }).stack.region, 'ap-southeast-1');
  });

  it('chooses the processor', () => {
    for (const [, [, fn]] of new Cloud({ architecture: 'arm64' }).functions()) {
      assert.deepEqual(fn.Properties['Architectures'], ['arm64']);
    }
  });

  it('takes each function from its own folder', () => {
    const functionsDir = join(folder, 'functions');
    for (const name of FUNCTIONS) {
      mkdirSync(join(functionsDir, name), { recursive: true });
      writeFileSync(join(functionsDir, name, 'bootstrap'), name);
    }
    const keys = [...new Cloud({ functionsDir }).functions().values()].map(([, fn]) => fn.Properties['Code'].S3Key);
    assert.equal(new Set(keys).size, FUNCTIONS.length);
  });
});

describe('the local cloud', () => {
  const local = new Cloud({ local: 'true', localEndpoint: 'http://127.0.0.1:4666' });
  const output = (name: string) => local.template.findOutputs(name)[name]?.['Value'];

  it('has an address that is known before it is made', () => {
    assert.equal(output('ApiUrl'), 'http://00003575.execute-api.localhost:4666');
    assert.equal(output('TokenUrl'), 'http://127.0.0.1:4666/oauth2/token');
    const [, api] = local.named('AWS::ApiGatewayV2::Api', 'Api');
    assert.equal(api.Properties['Tags']['ms-custom-id'], '00003575');
  });

  it('needs no roles of a bootstrap', () => {
    assert.equal(local.template.toJSON()['Parameters']?.BootstrapVersion, undefined);
  });

  it('is what goes to AWS, but for protection and saved queries', () => {
    const kinds = (cloud: Cloud) => {
      const count: Record<string, number> = {};
      for (const { Type } of Object.values<any>(cloud.template.toJSON()['Resources'])) {
        // Policies that refuse plain HTTP; and the emulator knows no saved queries.
        if (/^AWS::(SQS::QueuePolicy|SNS::TopicPolicy|S3::BucketPolicy|Athena::NamedQuery)$/.test(Type)) continue;
        count[Type] = (count[Type] ?? 0) + 1;
      }
      return count;
    };
    assert.deepEqual(kinds(local), kinds(new Cloud()));
  });

  it('grants each function what AWS grants it, but for tracing', () => {
    const aws = new Cloud();
    for (const name of FUNCTIONS) {
      const sids = (cloud: Cloud) =>
        cloud
          .statements(name)
          .filter(({ Action }) => !JSON.stringify(Action).includes('xray:'))
          .map(({ Sid, Action, Condition }) => ({ Sid, Action, Condition }));
      assert.deepEqual(sids(local), sids(aws), name);
    }
  });
});
