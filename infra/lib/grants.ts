import { Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** The kinds of item in the tables, by the first part of their partition key. */
export type ItemKind =
  | 'CASE'
  | 'AKTA'
  | 'PERKARA'
  | 'REF'
  | 'IDEM'
  | 'TRACK'
  | 'COURIER'
  | 'PRINT'
  | 'HELD'
  | 'SEARCH'
  | 'TIP'
  | 'DAY'
  | 'PARTY'
  | 'SOUGHT'
  | 'CONTACT'
  | 'DOC'
  | 'CHOICE'
  | 'SAFETY'
  | 'DECISION'
  | 'CORRECTION'
  | 'NOTE'
  | 'SEC'
  | 'SECLIST'
  | 'CAL'
  | 'DUE'
  | 'UNIT'
  | 'NUMBER'
  | 'PROG'
  | 'AIDPROG'
  | 'AIDOUT'
  | 'AIDPAY'
  | 'SECURITY'
  | 'HH'
  | 'NIK'
  | 'PERSON'
  | 'KK'
  | 'POOL'
  | 'ISSUED'
  | 'FILE'
  | 'ENTRY'
  | 'ACK'
  | 'BATCH'
  | 'LEDGER'
  | 'BUDGET'
  | 'AIDONCE'
  | 'AIDHOLD'
  | 'AIDDUE'
  | 'AID'
  | 'SUB'
  | 'MSG'
  | 'PEND'
  | 'LEASE'
  | LonePartition;

/** Partitions that are one whole: their key has nothing behind the kind. */
type LonePartition = 'FEED' | 'OPEN' | 'DIFFERENCE' | 'RETRY';

const LONE: readonly ItemKind[] = ['FEED', 'OPEN', 'DIFFERENCE', 'RETRY'];

export type TableAction = 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem';

/** For each action, the kinds of item it is for. */
export type TableRights = Readonly<Partial<Record<TableAction, readonly ItemKind[]>>>;

/**
 * Access to certain items of a table, one statement for each action.
 *
 * A transaction writes items of several kinds at once. With all kinds of an action in one statement it is allowed
 * whether the service asks for each item by itself or for all of them together.
 *
 * @param attributes only these attributes, which the caller has to name; for `GetItem` alone
 */
export function tableAccess(
  sid: string,
  table: ITable,
  rights: TableRights,
  attributes?: readonly string[],
): PolicyStatement[] {
  return Object.entries(rights).map(
    ([action, kinds]) =>
      new PolicyStatement({
        sid: `${sid}${action}`,
        actions: [`dynamodb:${action}`],
        resources: [table.tableArn],
        conditions: {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': kinds.map((kind) => (LONE.includes(kind) ? kind : `${kind}#*`)) },
          ...(attributes && {
            'ForAllValues:StringEquals': { 'dynamodb:Attributes': attributes },
            StringEqualsIfExists: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
          }),
        },
      }),
  );
}

/**
 * What every writer of the cases' journal does: the entry, the tip of its chain, and what the step means to its day.
 * The lists that go with the journal are kept by those alone whose steps can change them.
 *
 * @param rights what else the function does to the table
 */
export function journalWriter(table: ITable, rights: TableRights = {}): PolicyStatement[] {
  return tableAccess('Cases', table, {
    ...rights,
    Query: ['CASE', ...(rights.Query ?? [])],
    PutItem: ['CASE', 'TIP', 'DAY', ...(rights.PutItem ?? [])],
  });
}

/** Signs with an asymmetric key, and nothing else. */
export function keySign(key: IKey, ...also: readonly 'GetPublicKey'[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'Sign',
    actions: ['kms:Sign', ...also.map((action) => `kms:${action}`)],
    resources: [key.keyArn],
  });
}

/** Services that use the key on a function's behalf. */
export type KeyUser = 'dynamodb' | 's3' | 'secretsmanager' | 'sns';

/** Use of the key through the named services, never directly. */
export function keyUse(key: IKey, write: boolean, services: readonly KeyUser[]): PolicyStatement {
  const { region } = Stack.of(key);
  return new PolicyStatement({
    sid: write ? 'KeyWrite' : 'KeyRead',
    actions: write
      ? ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo']
      : ['kms:Decrypt', 'kms:DescribeKey'],
    resources: [key.keyArn],
    conditions: {
      StringEquals: { 'kms:ViaService': services.map((service) => `${service}.${region}.amazonaws.com`) },
    },
  });
}

/**
 * Use of the key for the objects of one bucket, through S3 and never directly. What S3 encrypts for a bucket that has a key
 * of its own (`bucketKeyEnabled`) bears the name of that bucket. A file that is put in parts is decrypted on the way.
 */
export function bucketKeyUse(key: IKey, bucket: IBucket): PolicyStatement {
  return new PolicyStatement({
    sid: 'Key',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [key.keyArn],
    conditions: {
      StringEquals: {
        'kms:ViaService': `s3.${Stack.of(key).region}.amazonaws.com`,
        'kms:EncryptionContext:aws:s3:arn': bucket.bucketArn,
      },
    },
  });
}

/** Reads the named secrets. */
export function secretsRead(...arns: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'Secrets',
    actions: ['secretsmanager:GetSecretValue'],
    resources: [...arns],
  });
}

/** Actions on the objects below a folder of a bucket, of which only the place can be named. */
export class ObjectAccess extends PolicyStatement {
  constructor(
    sid: string,
    readonly bucket: Bucket,
    actions: readonly ('GetObject' | 'PutObject' | 'DeleteObject' | 'AbortMultipartUpload')[],
    readonly folder: string,
  ) {
    super({
      sid,
      actions: actions.map((action) => `s3:${action}`),
      resources: [bucket.arnForObjects(`${folder}/*`)],
    });
  }
}

/** Names of the objects in folders of a bucket. */
export function folderList(sid: string, bucket: IBucket, ...folders: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid,
    actions: ['s3:ListBucket'],
    resources: [bucket.bucketArn],
    conditions: { StringLike: { 's3:prefix': folders.map((folder) => `${folder}/*`) } },
  });
}

/** Names of all objects of a bucket, and with them whether there is one of a name. */
export function bucketList(sid: string, bucket: IBucket): PolicyStatement {
  return new PolicyStatement({ sid, actions: ['s3:ListBucket'], resources: [bucket.bucketArn] });
}

/** Tells the named topics. */
export function topicPublish(...topics: readonly ITopic[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'Publish',
    actions: ['sns:Publish'],
    resources: topics.map((topic) => topic.topicArn),
  });
}

/** Sends to the named queues. */
export function queueSend(...queues: readonly IQueue[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'Send',
    actions: ['sqs:SendMessage'],
    resources: queues.map((queue) => queue.queueArn),
  });
}

/** What Lambda does with a queue in the function's name. */
export function queueConsume(queue: IQueue): PolicyStatement {
  return new PolicyStatement({
    sid: 'Consume',
    actions: [
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
    ],
    resources: [queue.queueArn],
  });
}

/** What Lambda does with a table's stream in the function's name. */
export function streamConsume(table: ITable): readonly PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'Stream',
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      resources: [table.tableStreamArn as string],
    }),
    // Has no resource to name.
    new PolicyStatement({ sid: 'Streams', actions: ['dynamodb:ListStreams'], resources: ['*'] }),
  ];
}
