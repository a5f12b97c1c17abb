import { Duration } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type LifecycleRule,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Settings } from './settings';

/** How long a document waits to be looked at. `document-check` counts on its being there for a day after its last moment. */
const UPLOADS_KEPT = Duration.days(2);

/** How long a court may fetch what came of its file, and somebody may look at one in quarantine. */
const COURT_FILES_KEPT = Duration.days(90);

/**
 * Everything that is kept: five tables that never share a reader by accident, the evidence
 * nobody can remove, the documents to print, what is exchanged, the courts' files, the reports, and the keys.
 */
export class Storage extends Construct {
  readonly key: Key;
  /** The journals of cases and of requests for security, with their look-ups; holds no personal data. */
  readonly cases: Table;
  /** Decrees, contacts and documents by case, papers of requests for security: personal data. */
  readonly dossiers: Table;
  /** The population register; written by `register-update` alone. */
  readonly register: Table;
  /** What courts signed and handed in, and the daily seals, locked. */
  readonly evidence: Bucket;
  /** Rendered pages waiting for the print desk; letters between court and police, and minutes. Personal data. */
  readonly documents: Bucket;
  /** Which changes of the register stand in which file of the feed, and what SIAK answered. */
  readonly feed: Table;
  /** Subscriptions of offices' systems, and what is on its way to them. No personal data, no secret. */
  readonly hooks: Table;
  /** What is exchanged with other systems: the change feed of the register. Personal data. */
  readonly exchange: Bucket;
  /** Files that courts hand in and what came of them; the doorstep of minutes. Personal data. */
  readonly courtFiles: Bucket;
  /** Sums of days, reports, and what is published of them. No personal data. */
  readonly reports: Bucket;
  /** Signs the manifests of reports. */
  readonly reportKey: Key;
  /** The past for whoever asks about it: exports of the journal's table, and Parquet made of them. No personal data. */
  readonly history: Bucket;
  /** Signs the files of the change feed. */
  readonly feedKey: Key;
  /** Signs the daily seals of the journals. */
  readonly sealKey: Key;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const { local, removalPolicy } = settings;

    this.key = new Key(this, 'Key', {
      description: 'Tuntas: tables, buckets, secrets and topics',
      alias: 'alias/tuntas',
      enableKeyRotation: true,
      pendingWindow: Duration.days(local ? 7 : 30),
      removalPolicy,
    });

    const table = (name: string, stream?: StreamViewType, timeToLiveAttribute?: string): Table =>
      new Table(this, name, {
        partitionKey: { name: 'pk', type: AttributeType.STRING },
        sortKey: { name: 'sk', type: AttributeType.STRING },
        billingMode: BillingMode.PAY_PER_REQUEST,
        encryption: TableEncryption.CUSTOMER_MANAGED,
        encryptionKey: this.key,
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
        deletionProtection: !local,
        removalPolicy,
        ...(stream && { stream }),
        ...(timeToLiveAttribute !== undefined && { timeToLiveAttribute }),
      });
    this.cases = table('Cases', StreamViewType.NEW_IMAGE);
    // Whom an officer searched for is forgotten after 400 days; nothing else there has the attribute.
    this.dossiers = table('Dossiers', undefined, 'expires');
    this.register = table('Register', StreamViewType.NEW_IMAGE);
    this.feed = table('Feed');
    // What was sent can be looked at for thirty days; then the table forgets it by itself.
    this.hooks = table('Hooks', undefined, 'expires');
    this.feedKey = signingKey(this, 'FeedKey', 'change feed of the register', settings);
    this.sealKey = signingKey(this, 'SealKey', 'daily seals of the journals', settings);
    this.reportKey = signingKey(this, 'ReportKey', 'manifests of reports', settings);

    const accessLogs = new Bucket(this, 'AccessLogs', {
      ...closedBucket(settings),
      // The log delivery service writes with S3's own key only.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(400) }],
    });

    const bucket = (name: string, more: BucketProps = {}, lifecycle: LifecycleRule = {}): Bucket =>
      new Bucket(this, name, {
        ...closedBucket(settings),
        encryption: BucketEncryption.KMS,
        encryptionKey: this.key,
        bucketKeyEnabled: true,
        versioned: true,
        serverAccessLogsBucket: accessLogs,
        serverAccessLogsPrefix: `${name.toLowerCase()}/`,
        lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1), ...lifecycle }],
        ...more,
      });
    this.evidence = bucket('Evidence', {
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.compliance(settings.evidenceRetention),
    });
    this.exchange = bucket('Exchange');
    // What counts of an accepted file is kept as evidence. Here it is a doorstep: nothing stays on it.
    this.courtFiles = bucket('CourtFiles', {
      lifecycleRules: [
        // What a court or the police uploaded is taken away within minutes. What is left was not announced or not looked at in time.
        { id: 'orphans', prefix: 'uploads/', expiration: UPLOADS_KEPT },
        { id: 'orphaned-minutes', prefix: 'minutes/', expiration: UPLOADS_KEPT },
        {
          abortIncompleteMultipartUploadAfter: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(1),
          expiration: COURT_FILES_KEPT,
        },
        { prefix: 'work/', expiration: Duration.days(7) },
      ],
    });
    this.reports = bucket('Reports');
    // An export is read once; what was made of it stays.
    this.history = bucket('History', {
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1), noncurrentVersionExpiration: Duration.days(30) },
        { prefix: 'export/', expiration: Duration.days(40) },
        { prefix: 'results/', expiration: Duration.days(30) },
      ],
    });
    // A render of the same household is the same bytes under the same key.
    this.documents = bucket('Documents', {}, { noncurrentVersionExpiration: Duration.days(30) });
  }
}

/** A key whose public half anybody may have: its signatures are checked outside. */
function signingKey(scope: Construct, id: string, what: string, settings: Settings): Key {
  return new Key(scope, id, {
    description: `Tuntas: signs the ${what}`,
    keySpec: KeySpec.ECC_NIST_P256,
    keyUsage: KeyUsage.SIGN_VERIFY,
    pendingWindow: Duration.days(settings.local ? 7 : 30),
    removalPolicy: settings.removalPolicy,
  });
}

function closedBucket(settings: Settings): BucketProps {
  return {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: settings.removalPolicy,
    // The local cloud speaks plain HTTP on the loopback interface.
    enforceSSL: !settings.local,
    ...(!settings.local && { minimumTLSVersion: 1.2 }),
  };
}
