import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { INFRA_DIR } from '../lib/settings';
import { Cloud, FUNCTIONS, list, type Statement, target } from './support';

const cloud = new Cloud();
const allowed: Record<string, string[]> = JSON.parse(
  readFileSync(join(INFRA_DIR, 'test', 'allowed-actions.json'), 'utf8'),
);

const actionsOf = (statements: Statement[]) =>
  [...new Set(statements.flatMap((statement) => list(statement.Action)))].sort();

/** A function's rights over one table: action, and the kinds of item it is for. */
function tableRights(name: string, table: string): [action: string, kinds: string[]][] {
  const [tableId] = cloud.named('AWS::DynamoDB::Table', `Storage${table}`);
  return cloud
    .statements(name)
    .filter(({ Resource }) => list(Resource).some((resource) => target(resource) === tableId))
    .filter(({ Action }) => !list(Action).some((action: string) => action.endsWith('Stream') || /Records|Iterator/.test(action)))
    .flatMap(({ Action, Condition }) => {
      const kinds = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
      return list(Action).map((action): [string, string[]] => [action, kinds === undefined ? ['everything'] : list(kinds)]);
    });
}

/** Who may do what to a kind of item: each function with each action. */
function rightsTo(table: string, kind: string): [name: string, action: string][] {
  return FUNCTIONS.flatMap((name) =>
    tableRights(name, table)
      .filter(([, kinds]) => kinds.includes(kind))
      .map(([action]): [string, string] => [name, action]),
  );
}

const WRITES = /^dynamodb:(Put|Update|Delete|BatchWrite|PartiQL|Transact)/;

describe('what each function may do', () => {
  for (const name of FUNCTIONS) {
    it(`${name}: exactly the actions on the committed list`, () => {
      assert.deepEqual(actionsOf(cloud.statements(name)), allowed[name]);
    });
  }

  it('no function shares a role, and every role of a function is made here', () => {
    const roles = [...cloud.functions().values()].map(([, fn]) => target(fn.Properties['Role']));
    assert.equal(new Set(roles).size, FUNCTIONS.length);
    for (const role of roles) {
      assert.equal(cloud.get('AWS::IAM::Role', role as string).Properties['ManagedPolicyArns'], undefined);
    }
  });

  it('the list names the functions there are', () => {
    assert.deepEqual(Object.keys(allowed).sort(), [...FUNCTIONS]);
  });

  it('no action holds a star, in no policy of a role, a bucket, a queue or a topic', () => {
    const granted = [
      ...cloud.all('AWS::IAM::Policy').map(([id, policy]) => [id, policy.Properties['PolicyDocument']] as const),
      ...cloud.all('AWS::IAM::ManagedPolicy').map(([id, policy]) => [id, policy.Properties['PolicyDocument']] as const),
      ...cloud.all('AWS::S3::BucketPolicy').map(([id, policy]) => [id, policy.Properties['PolicyDocument']] as const),
      ...cloud.all('AWS::SQS::QueuePolicy').map(([id, policy]) => [id, policy.Properties['PolicyDocument']] as const),
      ...cloud.all('AWS::SNS::TopicPolicy').map(([id, policy]) => [id, policy.Properties['PolicyDocument']] as const),
    ];
    let seen = 0;
    for (const [id, document] of granted) {
      for (const statement of document.Statement as Statement[]) {
        if (statement.Effect !== 'Allow') continue;
        for (const action of list(statement.Action)) {
          assert.ok(!action.includes('*'), `${id} allows ${action}`);
          seen += 1;
        }
      }
    }
    assert.ok(seen > 50, `only ${seen} actions were looked at`);
  });

  it('the key trusts the account to decide, CloudWatch to raise alarms, and nobody else', () => {
    const [, key] = cloud.named('AWS::KMS::Key', 'StorageKey');
    const statements = key.Properties['KeyPolicy'].Statement as (Statement & { Principal: any })[];
    for (const { Action, Principal } of statements) {
      if (JSON.stringify(Principal).includes('"Ref":"AWS::AccountId"},":root"')) continue;
      assert.deepEqual(Principal, { Service: 'cloudwatch.amazonaws.com' });
      assert.deepEqual(list(Action).sort(), ['kms:Decrypt', 'kms:GenerateDataKey']);
    }
  });

  it('everything on earth is a resource only for actions that know no other', () => {
    const NO_RESOURCE = ['dynamodb:ListStreams', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
    for (const name of FUNCTIONS) {
      for (const statement of cloud.statements(name)) {
        if (!list(statement.Resource).includes('*')) continue;
        for (const action of list(statement.Action)) {
          assert.ok(NO_RESOURCE.includes(action), `${name} may ${action} on everything`);
        }
      }
    }
  });
});

describe('who may touch which table', () => {
  it('only register-update writes the register', () => {
    const writers = FUNCTIONS.filter((name) =>
      tableRights(name, 'Register').some(([action]) => WRITES.test(action)),
    );
    assert.deepEqual(writers, ['register-update']);
  });

  it('the register is seen by its writer, the renderer, the referrals for aid, the officers\' desk, the feed, for its heads the public page, and for shapes the reports', () => {
    assert.deepEqual(
      FUNCTIONS.filter((name) => tableRights(name, 'Register').length > 0),
      ['aid-referral', 'card-render', 'case-tracking', 'register-feed', 'register-update', 'registry-desk', 'report-export'],
    );
  });

  it('the renderer reads household versions, whom the register knows and which card it is, each by its key', () => {
    assert.deepEqual(tableRights('card-render', 'Register'), [['dynamodb:GetItem', ['HH#*', 'NIK#*', 'PERSON#*']]]);
  });

  it('a number leaves the pool and is never put back', () => {
    const pool = tableRights('register-update', 'Register').filter(([, kinds]) => kinds.includes('POOL#*'));
    assert.deepEqual(pool.map(([action]) => action).sort(), [
      'dynamodb:DeleteItem',
      'dynamodb:Query',
    ]);
  });

  it('nothing but a number of the pool is ever removed from the register', () => {
    for (const [action, kinds] of tableRights('register-update', 'Register')) {
      if (action === 'dynamodb:DeleteItem') assert.deepEqual(kinds, ['POOL#*']);
    }
  });

  it('the public page asks the register for heads, by single item and named attributes', () => {
    const [registerId] = cloud.named('AWS::DynamoDB::Table', 'StorageRegister');
    const statements = cloud
      .statements('case-tracking')
      .filter(({ Resource }) => list(Resource).some((resource) => target(resource) === registerId));
    assert.equal(statements.length, 1);
    const [statement] = statements;
    assert.deepEqual(list(statement?.Action), ['dynamodb:GetItem']);
    assert.deepEqual(statement?.Condition, {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['HH#*', 'PERSON#*'] },
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'version', 'issue'] },
      StringEqualsIfExists: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
    });
  });

  it('reports see the days of the journal, shapes of households and free numbers, and write to no table', () => {
    assert.deepEqual(tableRights('report-export', 'Cases'), [['dynamodb:Query', ['DAY#*']]]);
    assert.deepEqual(tableRights('report-export', 'Dossiers'), []);
    assert.deepEqual(tableRights('report-export', 'Register'), [
      ['dynamodb:GetItem', ['HH#*']],
      ['dynamodb:Query', ['POOL#*']],
    ]);
    const shapes = cloud.statements('report-export').find(({ Sid }) => Sid === 'ShapesGetItem');
    assert.deepEqual(shapes?.Condition?.['ForAllValues:StringEquals'], { 'dynamodb:Attributes': ['pk', 'sk', 'shape'] });
  });

  it('every writer of a journal tells the day, and only reports read the days', () => {
    const writers = FUNCTIONS.filter((name) =>
      tableRights(name, 'Cases').some(([action, kinds]) => action === 'dynamodb:PutItem' && kinds.some((kind) => ['CASE#*', 'SEC#*', 'AID#*', 'SEARCH#*'].includes(kind))),
    );
    const tellers = FUNCTIONS.filter((name) => tableRights(name, 'Cases').some(([action, kinds]) => action === 'dynamodb:PutItem' && kinds.includes('DAY#*')));
    const readers = FUNCTIONS.filter((name) => tableRights(name, 'Cases').some(([action, kinds]) => action === 'dynamodb:Query' && kinds.includes('DAY#*')));
    assert.ok(writers.length > 5);
    assert.deepEqual(tellers, writers);
    assert.deepEqual(readers, ['report-export']);
  });

  it('the courier function sees contacts of the dossiers, the public page sees documents, and no more', () => {
    assert.deepEqual(tableRights('courier-dispatch', 'Dossiers'), [['dynamodb:GetItem', ['CONTACT#*', 'SAFETY#*']]]);
    assert.deepEqual(tableRights('case-tracking', 'Dossiers'), [
      ['dynamodb:GetItem', ['DOC#*']],
      ['dynamodb:PutItem', ['CHOICE#*']],
    ]);
  });

  it('contacts are put away by the intake and read by the courier function and by the referrals alone', () => {
    assert.deepEqual(rightsTo('Dossiers', 'CONTACT#*'), [
      ['aid-referral', 'dynamodb:GetItem'],
      ['courier-dispatch', 'dynamodb:GetItem'],
      ['decree-batch', 'dynamodb:PutItem'],
      ['decree-intake', 'dynamodb:PutItem'],
      // A repaired decree may name no contact any more.
      ['decree-intake', 'dynamodb:DeleteItem'],
    ]);
  });

  it('who has to be protected is put away by courts\' intake and officers, and asked by those alone who would tell an address', () => {
    const may = (right: string) =>
      FUNCTIONS.filter((name) =>
        tableRights(name, 'Dossiers').some(([action, kinds]) => action === right && kinds.includes('SAFETY#*')),
      );
    assert.deepEqual(may('dynamodb:PutItem'), ['decree-batch', 'decree-intake', 'registry-desk']);
    assert.deepEqual(may('dynamodb:GetItem'), ['aid-referral', 'courier-dispatch', 'registry-desk']);
    assert.deepEqual([...may('dynamodb:Query'), ...may('dynamodb:DeleteItem'), ...may('dynamodb:UpdateItem')], []);
  });

  it('who is a party of which case is put away by courts\' intake, and asked by the officers\' desk alone', () => {
    assert.deepEqual(rightsTo('Dossiers', 'PARTY#*'), [
      ['decree-batch', 'dynamodb:PutItem'],
      ['decree-intake', 'dynamodb:PutItem'],
      // A repaired decree may name somebody else.
      ['decree-intake', 'dynamodb:DeleteItem'],
      ['registry-desk', 'dynamodb:Query'],
    ]);
    // Neither who was searched for nor the journal of it is anybody else's to read, write or remove.
    for (const [table, kind] of [['Dossiers', 'SOUGHT#*'], ['Cases', 'SEARCH#*']] as const) {
      const may = rightsTo(table, kind).map(([name]) => name);
      assert.deepEqual([...new Set(may)], ['registry-desk']);
    }
  });

  it('the referrals for aid add to no case, and what they told is theirs to erase', () => {
    const writes = ['Cases', 'Dossiers'].flatMap((table) =>
      tableRights('aid-referral', table).filter(([action]) => WRITES.test(action)).flatMap(([, kinds]) => kinds),
    );
    for (const kind of writes) assert.match(kind, /^(AID[A-Z]*|TIP|DAY|BUDGET|LEDGER)#\*$/);
    assert.deepEqual(tableRights('aid-referral', 'Dossiers').filter(([action]) => action === 'dynamodb:DeleteItem'), [
      ['dynamodb:DeleteItem', ['AID#*']],
    ]);
  });

  it('the reminders of aid write down what is late, and know nobody', () => {
    assert.deepEqual(tableRights('aid-reminders', 'Cases'), [
      ['dynamodb:Query', ['AID#*', 'AIDDUE#*']],
      ['dynamodb:PutItem', ['AID#*', 'TIP#*', 'DAY#*', 'AIDDUE#*']],
    ]);
    for (const table of ['Dossiers', 'Register']) assert.deepEqual(tableRights('aid-reminders', table), []);
  });

  it('functions without business in the dossiers cannot open them', () => {
    for (const name of ['journal-relay', 'print-desk', 'courier-webhook', 'document-check'] as const) {
      assert.deepEqual(tableRights(name, 'Dossiers'), []);
    }
  });

  it('the journal is only ever added to', () => {
    for (const name of FUNCTIONS) {
      for (const [action, kinds] of tableRights(name, 'Cases')) {
        // How far a court's file is, is no journal.
        if (action === 'dynamodb:UpdateItem') assert.deepEqual([name, kinds], ['decree-batch', ['BATCH#*']]);
        // Lists of open work shrink; what has happened stays.
        if (action === 'dynamodb:DeleteItem') {
          assert.ok(kinds.every((kind) => ['PRINT#*', 'HELD#*', 'SECLIST#*', 'CAL#*', 'DUE#*', 'AIDDUE#*', 'AIDHOLD#*', 'AIDONCE#*', 'AIDOUT#*'].includes(kind)), name);
        }
      }
    }
  });

  it('cases are held by register-update and let go by those who settle holds; print jobs are opened by the renderer, and marked by who takes them', () => {
    const keepers = (list: string, action: string) =>
      FUNCTIONS.filter((name) =>
        tableRights(name, 'Cases').some(([may, kinds]) => may === `dynamodb:${action}` && kinds.includes(`${list}#*`)),
      );
    assert.deepEqual(keepers('HELD', 'PutItem'), ['register-update']);
    assert.deepEqual(keepers('HELD', 'DeleteItem'), ['case-tracking', 'decree-intake', 'register-update', 'registry-desk']);
    assert.deepEqual(keepers('PRINT', 'PutItem'), ['card-render', 'print-desk']);
    assert.deepEqual(keepers('PRINT', 'DeleteItem'), ['card-render', 'courier-webhook', 'print-desk', 'register-update']);
  });

  it('the security desk keeps a journal of its own and opens nothing of a case', () => {
    const kinds = (name: string, table: string) =>
      [...new Set(tableRights(name, table).flatMap(([, items]) => items))].sort();
    assert.deepEqual(kinds('security-desk', 'Dossiers'), ['DOC#*', 'SECURITY#*']);
    for (const name of ['security-desk', 'security-reminders']) {
      assert.ok(!kinds(name, 'Cases').includes('CASE#*'), name);
      assert.deepEqual(kinds(name, 'Register'), [], name);
    }
    const readers = FUNCTIONS.filter((name) =>
      tableRights(name, 'Dossiers').some(([action, items]) => action === 'dynamodb:GetItem' && items.includes('SECURITY#*')),
    );
    assert.deepEqual(readers, ['security-desk']);
    assert.deepEqual(kinds('security-reminders', 'Dossiers'), []);
  });

  it('the aid desk keeps journals of its own, opens no case, and erases no paper', () => {
    const kinds = (table: string) => [...new Set(tableRights('aid-desk', table).flatMap(([, items]) => items))].sort();
    assert.deepEqual(kinds('Dossiers'), ['AID#*', 'DOC#*']);
    assert.deepEqual(kinds('Register'), []);
    for (const kind of kinds('Cases')) assert.match(kind, /^(AID[A-Z]*|DAY|PROG|BUDGET|LEDGER|NUMBER|TIP)#\*$/);
    assert.deepEqual(tableRights('aid-desk', 'Dossiers').filter(([action]) => action === 'dynamodb:DeleteItem'), []);
    const readers = FUNCTIONS.filter((name) =>
      tableRights(name, 'Dossiers').some(([action, items]) => action === 'dynamodb:GetItem' && items.includes('AID#*')),
    );
    // What is told anew without an address has to be read before.
    assert.deepEqual(readers, ['aid-desk', 'aid-referral']);
    for (const action of actionsOf(cloud.statements('aid-desk'))) assert.doesNotMatch(action, /^s3:/);
  });

  it('units are booked at the security desk alone, and letters are numbered at the desks that write them', () => {
    for (const [kind, desks] of [['UNIT#*', ['security-desk']], ['NUMBER#*', ['aid-desk', 'security-desk']]] as const) {
      const writers = FUNCTIONS.filter((name) =>
        tableRights(name, 'Cases').some(([action, items]) => WRITES.test(action) && items.includes(kind)),
      );
      assert.deepEqual(writers, desks, kind);
    }
  });

  it('who calls strangers reads journals, and writes nothing of a case, a dossier or the register', () => {
    assert.deepEqual(tableRights('webhook-dispatch', 'Cases'), [['dynamodb:Query', ['CASE#*', 'SEC#*', 'AID#*', 'PROG#*']]]);
    for (const table of ['Dossiers', 'Register', 'Feed']) assert.deepEqual(tableRights('webhook-dispatch', table), []);
    for (const table of ['Cases', 'Dossiers', 'Register', 'Feed']) assert.deepEqual(tableRights('webhook-desk', table), []);
    const others = FUNCTIONS.filter((name) => tableRights(name, 'Hooks').length > 0);
    assert.deepEqual(others, ['webhook-desk', 'webhook-dispatch']);
  });

  it('every right over a table is bound to kinds of items', () => {
    let seen = 0;
    for (const name of FUNCTIONS) {
      for (const table of ['Cases', 'Dossiers', 'Register', 'Feed', 'Hooks']) {
        for (const [action, kinds] of tableRights(name, table)) {
          assert.ok(kinds.length > 0 && kinds.every((kind) => /^([A-Z]+#\*|FEED|OPEN|DIFFERENCE|RETRY)$/.test(kind)), `${name} ${action} ${kinds}`);
          seen += 1;
        }
      }
    }
    assert.ok(seen > 30, `only ${seen} rights were looked at`);
  });

  it('all that one action may do to a table stands in one statement, as a transaction may need it', () => {
    for (const name of FUNCTIONS) {
      for (const table of ['Cases', 'Dossiers', 'Register', 'Hooks']) {
        const actions = tableRights(name, table).map(([action]) => action);
        assert.deepEqual(actions, [...new Set(actions)], `${name} ${table}`);
      }
    }
  });

  it('the public page adds a choice to the case and changes nothing else', () => {
    const writes = tableRights('case-tracking', 'Cases').filter(([action]) => WRITES.test(action));
    assert.deepEqual(writes, [
      ['dynamodb:DeleteItem', ['HELD#*']],
      ['dynamodb:PutItem', ['CASE#*', 'TIP#*', 'DAY#*']],
    ]);
    assert.deepEqual(tableRights('case-tracking', 'Register').filter(([action]) => WRITES.test(action)), []);
    for (const action of actionsOf(cloud.statements('case-tracking'))) {
      assert.doesNotMatch(action, /^s3:/);
      if (action.startsWith('sqs:')) {
        const queues = cloud
          .statements('case-tracking')
          .filter((statement) => list(statement.Action).includes(action))
          .map((statement) => target(statement.Resource));
        assert.deepEqual(queues, [cloud.named('AWS::SQS::Queue', 'QueuesInvokeDead')[0]]);
      }
    }
  });
});

describe('who may touch evidence, documents, keys and secrets', () => {
  it('evidence is put away and not read back, but for the documents that officers look at; each kind has a folder', () => {
    const [evidence] = cloud.named('AWS::S3::Bucket', 'StorageEvidence');
    for (const name of FUNCTIONS) {
      const actions = cloud
        .statements(name)
        .filter(({ Resource }) => JSON.stringify(Resource).includes(evidence))
        .flatMap(({ Action }) => list(Action));
      const expected: Record<string, string[]> = {
        'decree-batch': ['s3:PutObject', 's3:PutObject'],
        'decree-intake': ['s3:PutObject'],
        'document-check': ['s3:PutObject'],
        'registry-desk': ['s3:GetObject'],
        'journal-seal': ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
        'security-desk': ['s3:PutObject'],
      };
      assert.deepEqual(actions, expected[name] ?? [], name);
    }
    const FOLDERS = {
      'decree-intake': /\/decrees\/\*/,
      'document-check': /\/court-documents\/\*/,
      'registry-desk': /\/court-documents\/\*/,
      'journal-seal': /seals\/\*/,
    } as const;
    for (const [name, folder] of Object.entries(FOLDERS)) {
      for (const { Action, Resource, Condition } of cloud.statements(name as (typeof FUNCTIONS)[number])) {
        if (!JSON.stringify(Resource).includes(evidence)) continue;
        const place = list(Action).includes('s3:ListBucket') ? Condition : Resource;
        assert.match(JSON.stringify(place), folder, name);
      }
    }
  });

  it('uploads are put by addresses of intake and security desk, each in its folder, read and removed by the check', () => {
    const [courtFiles] = cloud.named('AWS::S3::Bucket', 'StorageCourtFiles');
    const rights = FUNCTIONS.filter((name) => name !== 'decree-batch').flatMap((name) =>
      cloud
        .statements(name)
        .filter(({ Resource }) => JSON.stringify(Resource).includes(courtFiles))
        .map(({ Action, Resource }) => [name, Action, Resource]),
    );
    const inside = (folder: string) => ({ 'Fn::Join': ['', [{ 'Fn::GetAtt': [courtFiles, 'Arn'] }, `/${folder}/*`]] });
    assert.deepEqual(rights, [
      ['decree-intake', 's3:PutObject', inside('uploads')],
      ['document-check', ['s3:GetObject', 's3:DeleteObject'], inside('uploads')],
      ['document-check', ['s3:GetObject', 's3:DeleteObject'], inside('minutes')],
      ['security-desk', 's3:PutObject', inside('minutes')],
    ]);
  });

  it('courts\' files are read in the inbox, answered in the outbox, and never read again once put aside', () => {
    const [files] = cloud.named('AWS::S3::Bucket', 'StorageCourtFiles');
    const rights = cloud
      .statements('decree-batch')
      .filter(({ Resource }) => JSON.stringify(Resource).includes(files))
      .map(({ Action, Resource }) => [list(Action), JSON.stringify(Resource).match(/(\w+)\/\*/)?.[1]]);
    assert.deepEqual(rights, [
      [['s3:GetObject', 's3:DeleteObject'], 'inbox'],
      [['s3:GetObject', 's3:PutObject'], 'work'],
      [['s3:PutObject'], 'outbox'],
      [['s3:PutObject'], 'quarantine'],
      [['s3:ListBucket'], undefined],
    ]);
  });

  it('documents are written by the renderer, read by the print desk; letters are the security desk\'s, minutes the check\'s', () => {
    const [documents] = cloud.named('AWS::S3::Bucket', 'StorageDocuments');
    const rights = FUNCTIONS.flatMap((name) =>
      cloud
        .statements(name)
        .filter(({ Resource }) => JSON.stringify(Resource).includes(documents))
        .map(({ Action, Resource }) => [name, Action, Resource]),
    );
    const inside = (folder: string) => ({ 'Fn::Join': ['', [{ 'Fn::GetAtt': [documents, 'Arn'] }, `/${folder}/*`]] });
    assert.deepEqual(rights, [
      ['card-render', 's3:PutObject', inside('documents')],
      // Minutes are kept once they were looked at, and by nobody else.
      ['document-check', 's3:PutObject', inside('minutes')],
      ['print-desk', 's3:GetObject', inside('documents')],
      ['security-desk', ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], inside('letters')],
      ['security-desk', 's3:GetObject', inside('minutes')],
      // A letter that is not there yet is known to be absent.
      ['security-desk', 's3:ListBucket', { 'Fn::GetAtt': [documents, 'Arn'] }],
    ]);
  });

  it('reports stand in a bucket of their own, which one function alone can open', () => {
    const [reports] = cloud.named('AWS::S3::Bucket', 'StorageReports');
    const actions = FUNCTIONS.flatMap((name) =>
      cloud
        .statements(name)
        .filter(({ Resource }) => JSON.stringify(Resource).includes(reports))
        .flatMap(({ Action }) => list(Action).map((action) => `${name} ${action}`)),
    );
    assert.deepEqual([...new Set(actions)].sort(), [
      'report-export s3:GetObject',
      'report-export s3:ListBucket',
      'report-export s3:PutObject',
    ]);
  });

  it('the courier account is known to the two courier functions', () => {
    const [secret] = cloud.named('AWS::SecretsManager::Secret', 'SecretsCourier');
    assert.deepEqual(
      FUNCTIONS.filter((name) => JSON.stringify(cloud.statements(name)).includes(secret)),
      ['courier-dispatch', 'courier-webhook'],
    );
  });

  it('what is signed is signed by the one function it is for, with a key that does nothing else', () => {
    const signers = FUNCTIONS.flatMap((name) =>
      cloud
        .statements(name)
        .filter(({ Action }) => list(Action).includes('kms:Sign'))
        .map(({ Resource }) => [name, target(Resource)?.replace(/[0-9A-F]{8}$/, '')]),
    );
    assert.deepEqual(signers, [
      ['journal-seal', 'StorageSealKey'],
      ['register-feed', 'StorageFeedKey'],
      ['report-export', 'StorageReportKey'],
    ]);
    for (const name of ['StorageSealKey', 'StorageFeedKey', 'StorageReportKey']) {
      const [, key] = cloud.named('AWS::KMS::Key', name);
      assert.deepEqual([key.Properties['KeyUsage'], key.Properties['KeySpec']], ['SIGN_VERIFY', 'ECC_NIST_P256']);
    }
  });

  it('the key is used through the services that keep data, never directly', () => {
    for (const name of FUNCTIONS) {
      const uses = cloud
        .statements(name)
        .filter(({ Action }) => list(Action).some((action: string) => action.startsWith('kms:') && action !== 'kms:Sign' && action !== 'kms:GetPublicKey'));
      assert.equal(uses.length, 1, name);
      assert.ok(uses[0]?.Condition?.['StringEquals']?.['kms:ViaService'], name);
    }
  });
});

describe('what a court without an API client may do', () => {
  const courtFiles = cloud.named('AWS::S3::Bucket', 'StorageCourtFiles')[0];
  const arn = { 'Fn::GetAtt': [courtFiles, 'Arn'] };
  const inside = (folder: string) => ({ 'Fn::Join': ['', [arn, `/${folder}/*`]] });

  it('put into its own inbox, read and list its own outbox, use the key for that bucket, and nothing else', () => {
    const [, policy] = cloud.named('AWS::IAM::ManagedPolicy', 'CourtAccessPAPas');
    const [key] = cloud.named('AWS::KMS::Key', 'StorageKey');
    assert.deepEqual(policy.Properties['PolicyDocument'].Statement, [
      {
        Sid: 'Inbox',
        Effect: 'Allow',
        Action: ['s3:PutObject', 's3:AbortMultipartUpload'],
        Resource: inside('inbox/PA.Pas'),
      },
      { Sid: 'Outbox', Effect: 'Allow', Action: 's3:GetObject', Resource: inside('outbox/PA.Pas') },
      {
        Sid: 'Answers',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: arn,
        Condition: { StringLike: { 's3:prefix': ['outbox/PA.Pas/*'] } },
      },
      {
        Sid: 'Key',
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: { 'Fn::GetAtt': [key, 'Arn'] },
        Condition: {
          StringEquals: {
            'kms:ViaService': 's3.ap-southeast-3.amazonaws.com',
            'kms:EncryptionContext:aws:s3:arn': arn,
          },
        },
      },
    ]);
    // The context of the key names the bucket only as long as the bucket has a key of its own.
    const bucket = cloud.get('AWS::S3::Bucket', courtFiles).Properties;
    assert.equal(bucket['BucketEncryption'].ServerSideEncryptionConfiguration[0].BucketKeyEnabled, true);
  });

  it('comes from a role that bears that policy alone, for an hour, and that no function has', () => {
    const [policyId] = cloud.named('AWS::IAM::ManagedPolicy', 'CourtAccessPAPas');
    const [roleId, role] = cloud.named('AWS::IAM::Role', 'CourtAccessPAPas');
    assert.deepEqual(role.Properties['ManagedPolicyArns'], [{ Ref: policyId }]);
    assert.equal(role.Properties['Policies'], undefined);
    for (const [id, policy] of cloud.all('AWS::IAM::Policy')) {
      assert.ok(!policy.Properties['Roles'].some((ref: unknown) => target(ref) === roleId), id);
    }
    assert.equal(role.Properties['MaxSessionDuration'], 3600);
    const functions = [...cloud.functions().values()].map(([, fn]) => target(fn.Properties['Role']));
    assert.ok(!functions.includes(roleId));
  });

  it('has a policy and a role for each court of the city, each for its own folders', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tuntas-courts-'));
    try {
      const sample = JSON.parse(readFileSync(join(INFRA_DIR, 'sample', 'city.json'), 'utf8'));
      const neighbour = {
        code: 'PA.Bgl',
        name: 'Pengadilan Agama Bangil',
        filePrincipals: ['arn:aws:iam::111122223333:role/berkas', 'arn:aws:iam::111122223333:user/contoh'],
      };
      writeFileSync(join(folder, 'city.json'), JSON.stringify({ ...sample, courts: [...sample.courts, neighbour] }));
      const two = new Cloud({ city: join(folder, 'city.json') });
      const trusted = (id: string) =>
        two.named('AWS::IAM::Role', id)[1].Properties['AssumeRolePolicyDocument'].Statement.map(
          ({ Action, Principal }: { Action: string; Principal: unknown }) => [Action, Principal],
        );
      // Whom the city names, and nobody of this account besides.
      assert.deepEqual(
        trusted('CourtAccessPABgl'),
        neighbour.filePrincipals.map((AWS) => ['sts:AssumeRole', { AWS }]),
      );
      assert.deepEqual(trusted('CourtAccessPAPas'), [
        ['sts:AssumeRole', { AWS: { 'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'AWS::AccountId' }, ':root']] } }],
      ]);
      for (const [own, other] of [['PA.Bgl', 'PA.Pas'], ['PA.Pas', 'PA.Bgl']] as const) {
        const [, policy] = two.named('AWS::IAM::ManagedPolicy', `CourtAccess${own.replace('.', '')}`);
        assert.equal(policy.Properties['ManagedPolicyName'], `tuntas-court-files-${own}`);
        const rights = JSON.stringify(policy.Properties['PolicyDocument']);
        assert.equal(rights.split(`/${own}/`).length - 1, 3);
        assert.ok(!rights.includes(other), own);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
