import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import {
  bucketList,
  journalWriter,
  keyUse,
  ObjectAccess,
  queueConsume,
  queueSend,
  secretsRead,
  tableAccess,
  topicPublish,
} from '../grants';
import { RustFunction } from '../rust-function';
import { BATCH_TIMEOUT } from '../timeouts';
import { consumeQueue } from './consume-queue';

/** How long a file may wait for its signature: as long as a message can be held back, or not long where it is tried out. */
const PATIENCE_SECONDS = { aws: 900, local: 15 };

/** Takes files of decrees from courts that have no API client. */
export function decreeBatch(scope: Construct, foundation: Foundation, topic: Topic): RustFunction {
  const { settings, storage, secrets, queues, publicUrl } = foundation;
  const batch = new RustFunction(scope, 'decree-batch', {
    ...common(foundation),
    description: 'Courts\' files: checks a signed file, takes its rows in, and answers beside it',
    memoryMiB: 512,
    // A file of 100 MB, and twice the texts of a workbook that unpacks to as much as it may.
    diskMiB: 3072,
    timeout: BATCH_TIMEOUT,
    environment: {
      CASES_TABLE: storage.cases.tableName,
      DOSSIERS_TABLE: storage.dossiers.tableName,
      EVIDENCE_BUCKET: storage.evidence.bucketName,
      COURT_FILES_BUCKET: storage.courtFiles.bucketName,
      SECRET_ARN: secrets.rootArn,
      PUBLIC_URL: publicUrl,
      BATCH_QUEUE_URL: queues.batch.queue.queueUrl,
      BATCH_TOPIC_ARN: topic.topicArn,
      SIGNATURE_PATIENCE_SECONDS: String(settings.local ? PATIENCE_SECONDS.local : PATIENCE_SECONDS.aws),
    },
    permissions: [
      queueConsume(queues.batch.queue),
      // The chunks of a file, and the end of a file's patience.
      queueSend(queues.batch.queue),
      topicPublish(topic),
      // A row is taken in as a request of the API is; how far a file is, stands beside the journal.
      ...journalWriter(storage.cases, {
        Query: ['BATCH'],
        GetItem: ['AKTA', 'PERKARA', 'REF', 'IDEM', 'BATCH'],
        PutItem: ['AKTA', 'PERKARA', 'REF', 'IDEM', 'TRACK', 'BATCH'],
        UpdateItem: ['BATCH'],
      }),
      ...tableAccess('Dossiers', storage.dossiers, {
        GetItem: ['CASE'],
        PutItem: ['CASE', 'PARTY', 'CONTACT', 'SAFETY'],
        UpdateItem: ['CASE'],
      }),
      // It puts evidence away and cannot read it back.
      new ObjectAccess('EvidenceFiles', storage.evidence, ['PutObject'], 'files'),
      new ObjectAccess('EvidenceRows', storage.evidence, ['PutObject'], 'decrees'),
      // What is done or put aside does not stay in the inbox.
      new ObjectAccess('Inbox', storage.courtFiles, ['GetObject', 'DeleteObject'], 'inbox'),
      new ObjectAccess('Work', storage.courtFiles, ['GetObject', 'PutObject'], 'work'),
      new ObjectAccess('Outbox', storage.courtFiles, ['PutObject'], 'outbox'),
      new ObjectAccess('Quarantine', storage.courtFiles, ['PutObject'], 'quarantine'),
      // Without it S3 does not say that something is not there, but that it must not be seen.
      bucketList('Absence', storage.courtFiles),
      secretsRead(secrets.rootArn),
      keyUse(storage.key, true, ['dynamodb', 's3', 'secretsmanager', 'sns']),
    ],
  });
  // One at a time: a file is up to 100 MB.
  consumeQueue(batch, queues.batch, { maxConcurrency: 5, batchSize: 1 });
  return batch;
}
