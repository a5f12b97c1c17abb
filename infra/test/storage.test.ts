import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Cloud, FUNCTIONS, target } from './support';

const aws = new Cloud();
const local = new Cloud({ local: 'true' });

describe('tables', () => {
  const tables = aws.all('AWS::DynamoDB::Table');

  it('are the journal, the dossiers, the register, the feed and the webhooks', () => {
    assert.deepEqual(tables.map(([id]) => id.replace(/[0-9A-F]{8}$/, '')).sort(), [
      'StorageCases',
      'StorageDossiers',
      'StorageFeed',
      'StorageHooks',
      'StorageRegister',
    ]);
  });

  it('can be brought back to any second, are encrypted with our key and protected from deletion', () => {
    const [key] = aws.named('AWS::KMS::Key', 'StorageKey');
    for (const [id, table] of tables) {
      const { Properties } = table;
      assert.equal(Properties['PointInTimeRecoverySpecification'].PointInTimeRecoveryEnabled, true, id);
      assert.equal(Properties['SSESpecification'].SSEType, 'KMS', id);
      assert.equal(target(Properties['SSESpecification'].KMSMasterKeyId), key, id);
      assert.equal(Properties['DeletionProtectionEnabled'], true, id);
      assert.equal(table.DeletionPolicy, 'Retain', id);
      assert.equal(table.UpdateReplacePolicy, 'Retain', id);
      assert.equal(Properties['BillingMode'], 'PAY_PER_REQUEST', id);
    }
  });

  it('are keyed by pk and sk, and only the journal and the register have a stream', () => {
    for (const [id, { Properties }] of tables) {
      assert.deepEqual(
        Properties['KeySchema'].map((part: any) => `${part.KeyType} ${part.AttributeName}`),
        ['HASH pk', 'RANGE sk'],
      );
      assert.deepEqual(
        Properties['StreamSpecification'],
        /^Storage(Cases|Register)/.test(id) ? { StreamViewType: 'NEW_IMAGE' } : undefined,
      );
    }
  });

  it('forget what was sent to offices\' systems, and whom officers searched for', () => {
    for (const [id, { Properties }] of tables) {
      const forgets = /^Storage(Hooks|Dossiers)/.test(id) ? { AttributeName: 'expires', Enabled: true } : undefined;
      assert.deepEqual(Properties['TimeToLiveSpecification'], forgets, id);
    }
  });

  it('can be thrown away in the local cloud', () => {
    for (const [id, table] of local.all('AWS::DynamoDB::Table')) {
      assert.equal(table.Properties['DeletionProtectionEnabled'], false, id);
      assert.equal(table.DeletionPolicy, 'Delete', id);
    }
  });
});

describe('evidence', () => {
  const lock = (cloud: Cloud) =>
    cloud.named('AWS::S3::Bucket', 'StorageEvidence')[1].Properties['ObjectLockConfiguration'];

  it('cannot be removed by anyone for ten years', () => {
    const bucket = aws.named('AWS::S3::Bucket', 'StorageEvidence')[1].Properties;
    assert.equal(bucket['ObjectLockEnabled'], true);
    assert.deepEqual(lock(aws), {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 3650 } },
    });
  });

  it('is kept as long as the city decides', () => {
    assert.equal(lock(new Cloud({ evidenceYears: '30' })).Rule.DefaultRetention.Days, 30 * 365);
  });

  it('is locked for a day where it is only tried out', () => {
    assert.deepEqual(lock(local).Rule.DefaultRetention, { Mode: 'COMPLIANCE', Days: 1 });
  });
});

describe('buckets', () => {
  const buckets = aws.all('AWS::S3::Bucket');
  const policies = aws.all('AWS::S3::BucketPolicy');

  it('are closed to the public and to plain HTTP', () => {
    assert.equal(buckets.length, 7);
    for (const [id, { Properties }] of buckets) {
      assert.deepEqual(
        Object.values(Properties['PublicAccessBlockConfiguration']),
        [true, true, true, true],
        id,
      );
      const policy = policies.find(([, entry]) => target(entry.Properties['Bucket']) === id);
      const denied = policy?.[1].Properties['PolicyDocument'].Statement.filter((statement: any) => statement.Effect === 'Deny');
      assert.deepEqual(
        denied?.map((statement: any) => statement.Condition),
        [{ Bool: { 'aws:SecureTransport': 'false' } }, { NumericLessThan: { 's3:TlsVersion': 1.2 } }],
        id,
      );
    }
  });

  it('of evidence, documents, exchange, courts\' files, reports and the past are versioned, encrypted with our key and log who came', () => {
    const [key] = aws.named('AWS::KMS::Key', 'StorageKey');
    for (const name of ['StorageEvidence', 'StorageDocuments', 'StorageExchange', 'StorageCourtFiles', 'StorageReports', 'StorageHistory']) {
      const [, bucket] = aws.named('AWS::S3::Bucket', name);
      const encryption = bucket.Properties['BucketEncryption'].ServerSideEncryptionConfiguration[0];
      assert.equal(encryption.ServerSideEncryptionByDefault.SSEAlgorithm, 'aws:kms');
      assert.equal(target(encryption.ServerSideEncryptionByDefault.KMSMasterKeyID), key);
      assert.equal(bucket.Properties['VersioningConfiguration'].Status, 'Enabled');
      assert.ok(bucket.Properties['LoggingConfiguration'].DestinationBucketName);
      assert.equal(bucket.DeletionPolicy, 'Retain');
    }
  });
});

describe('the courts\' files', () => {
  it('do not stay: an upload nobody took away goes after two days, work after a week, a version replaced after a day, the rest after three months', () => {
    const { Rules } = aws.named('AWS::S3::Bucket', 'StorageCourtFiles')[1].Properties['LifecycleConfiguration'];
    assert.deepEqual(Rules, [
      { ExpirationInDays: 2, Id: 'orphans', Prefix: 'uploads/', Status: 'Enabled' },
      { ExpirationInDays: 2, Id: 'orphaned-minutes', Prefix: 'minutes/', Status: 'Enabled' },
      {
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
        ExpirationInDays: 90,
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
        Status: 'Enabled',
      },
      { ExpirationInDays: 7, Prefix: 'work/', Status: 'Enabled' },
    ]);
  });
});

describe('the key and the secrets', () => {
  it('the key changes every year and outlives the stack', () => {
    const [, key] = aws.named('AWS::KMS::Key', 'StorageKey');
    assert.equal(key.Properties['EnableKeyRotation'], true);
    assert.equal(key.DeletionPolicy, 'Retain');
  });

  it('the root secret is 64 random characters that outlive the stack', () => {
    const [, secret] = aws.named('AWS::SecretsManager::Secret', 'SecretsRoot');
    assert.deepEqual(secret.Properties['GenerateSecretString'], { PasswordLength: 64, ExcludePunctuation: true });
    assert.equal(secret.DeletionPolicy, 'Retain');
  });

  it('the courier\'s key is put in by an operator, and a test key where there is no courier', () => {
    const template = (cloud: Cloud) =>
      JSON.parse(
        cloud.named('AWS::SecretsManager::Secret', 'SecretsCourier')[1].Properties['GenerateSecretString'].SecretStringTemplate,
      );
    assert.deepEqual(template(aws), { apiKey: '', webhookHeader: 'x-tuntas-webhook' });
    assert.equal(template(local).apiKey, 'biteship_test.local');
  });
});

describe('functions', () => {
  const functions = aws.functions();

  it('are those of the design, as compiled programs', () => {
    assert.deepEqual([...functions.keys()].sort(), [...FUNCTIONS]);
    for (const [name, [, { Properties }]] of functions) {
      assert.equal(Properties['Runtime'], 'provided.al2023', name);
      assert.equal(Properties['Handler'], 'bootstrap', name);
      assert.deepEqual(Properties['Architectures'], ['x86_64'], name);
      const LARGER: Record<string, [number, number]> = { 'card-render': [1024, 60], 'register-feed': [256, 60], 'document-check': [1024, 60], 'journal-seal': [1024, 900], 'report-export': [2048, 900], 'decree-batch': [512, 300], 'security-desk': [1024, 20], 'aid-desk': [1024, 20], 'security-reminders': [256, 60], 'aid-reminders': [256, 60], 'webhook-dispatch': [256, 60] };
      const [memory, timeout] = LARGER[name] ?? [256, 20];
      assert.equal(Properties['MemorySize'], memory, name);
      assert.equal(Properties['Timeout'], timeout, name);
    }
  });

  it('each write to a log of their own that is kept for a year', () => {
    for (const [name, [, { Properties }]] of functions) {
      const log = aws.get('AWS::Logs::LogGroup', target(Properties['LoggingConfig'].LogGroup) as string);
      assert.equal(log.Properties['LogGroupName'], `/tuntas/${name}`);
      assert.equal(log.Properties['RetentionInDays'], 365);
    }
  });

  it('know what the agreement says they know', () => {
    const ENVIRONMENT: Record<string, string[]> = {
      'decree-intake': ['CASES_TABLE', 'COURT_FILES_BUCKET', 'DOSSIERS_TABLE', 'EVIDENCE_BUCKET', 'PUBLIC_URL', 'SECRET_ARN'],
      'decree-batch': [
        'BATCH_QUEUE_URL',
        'BATCH_TOPIC_ARN',
        'CASES_TABLE',
        'COURT_FILES_BUCKET',
        'DOSSIERS_TABLE',
        'EVIDENCE_BUCKET',
        'PUBLIC_URL',
        'SECRET_ARN',
        'SIGNATURE_PATIENCE_SECONDS',
      ],
      'aid-desk': ['CASES_TABLE', 'DOSSIERS_TABLE', 'PUBLIC_URL', 'SECRET_ARN'],
      'aid-referral': ['CASES_TABLE', 'DOSSIERS_TABLE', 'REGISTER_TABLE', 'SECRET_ARN'],
      'aid-reminders': ['CASES_TABLE', 'TOPICS'],
      'journal-relay': ['AID_QUEUE_URL', 'COURIER_QUEUE_URL', 'REGISTER_QUEUE_URL', 'RENDER_QUEUE_URL', 'WEBHOOK_QUEUE_URL'],
      'register-update': ['CASES_TABLE', 'DOSSIERS_TABLE', 'REGISTER_TABLE'],
      'card-render': ['CASES_TABLE', 'DOCUMENTS_BUCKET', 'DOSSIERS_TABLE', 'PUBLIC_URL', 'REGISTER_TABLE', 'SECRET_ARN'],
      'print-desk': ['CASES_TABLE', 'DOCUMENTS_BUCKET'],
      'courier-dispatch': ['CASES_TABLE', 'COURIER_SECRET_ARN', 'COURIER_URL', 'DOSSIERS_TABLE', 'PUBLIC_URL', 'SECRET_ARN'],
      'courier-webhook': ['CASES_TABLE', 'COURIER_SECRET_ARN', 'COURIER_URL', 'SECRET_ARN'],
      'case-tracking': ['CASES_TABLE', 'DOSSIERS_TABLE', 'REGISTER_TABLE', 'SECRET_ARN'],
      'registry-desk': ['CASES_TABLE', 'DOSSIERS_TABLE', 'EVIDENCE_BUCKET', 'FEED_TABLE', 'REGISTER_TABLE'],
      'document-check': ['CASES_TABLE', 'COURT_FILES_BUCKET', 'DOCUMENTS_BUCKET', 'EVIDENCE_BUCKET'],
      'register-feed': ['FEED_BUCKET', 'FEED_KEY_ARN', 'FEED_TABLE', 'REGISTER_TABLE'],
      'journal-seal': ['CASES_TABLE', 'EVIDENCE_BUCKET', 'SEAL_KEY_ARN'],
      'security-desk': ['CASES_TABLE', 'COURT_FILES_BUCKET', 'DOCUMENTS_BUCKET', 'DOSSIERS_TABLE', 'EVIDENCE_BUCKET', 'PUBLIC_URL', 'SECRET_ARN'],
      'security-reminders': ['CASES_TABLE', 'TOPICS'],
      'webhook-desk': ['HOOKS_TABLE', 'SECRET_ARN', 'WEBHOOK_QUEUE_URL'],
      'webhook-dispatch': ['CASES_TABLE', 'HOOKS_TABLE', 'SECRET_ARN', 'TOPICS', 'WEBHOOK_QUEUE_URL'],
      'report-export': ['CASES_TABLE', 'REGISTER_TABLE', 'REPORTS_BUCKET', 'REPORT_KEY_ARN', 'REPORT_TOPIC_ARN'],
    };
    for (const [name, [, { Properties }]] of functions) {
      assert.deepEqual(
        Object.keys(Properties['Environment'].Variables).sort(),
        [...(ENVIRONMENT[name] ?? []), 'LOG'].map((variable) => `TUNTAS_${variable}`).sort(),
        name,
      );
    }
  });

  it('reach a receiver on the same machine in the local cloud alone', () => {
    const told = (cloud: Cloud) =>
      [...cloud.functions()]
        .filter(([, [, { Properties }]]) => 'TUNTAS_WEBHOOK_LOOPBACK' in Properties['Environment'].Variables)
        .map(([name]) => name)
        .sort();
    assert.deepEqual(told(aws), []);
    assert.deepEqual(told(local), ['webhook-desk', 'webhook-dispatch']);
  });

  it('have no secret in their environment', () => {
    for (const [name, [, { Properties }]] of functions) {
      for (const [variable, value] of Object.entries<any>(Properties['Environment'].Variables)) {
        if (!variable.includes('SECRET')) continue;
        assert.match(variable, /_ARN$/, name);
        assert.match(target(value) ?? '', /^Secrets/, name);
      }
      assert.doesNotMatch(JSON.stringify(Properties['Environment']), /resolve:secretsmanager/, name);
    }
  });
});
