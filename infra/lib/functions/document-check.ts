import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { journalWriter, keyUse, ObjectAccess, queueConsume } from '../grants';
import { RustFunction } from '../rust-function';
import { RENDER_TIMEOUT } from '../timeouts';
import { consumeQueue } from './consume-queue';

/** Looks at each document that a court uploaded, and keeps it as evidence or removes it. */
export function documentCheck(scope: Construct, foundation: Foundation): RustFunction {
  const { storage, queues } = foundation;
  const check = new RustFunction(scope, 'document-check', {
    ...common(foundation),
    description: 'Document queue: checks what a court uploaded, keeps it as evidence or removes it',
    // The process in which a document is opened may take 640 MiB.
    memoryMiB: 1024,
    timeout: RENDER_TIMEOUT,
    environment: {
      CASES_TABLE: storage.cases.tableName,
      COURT_FILES_BUCKET: storage.courtFiles.bucketName,
      EVIDENCE_BUCKET: storage.evidence.bucketName,
    },
    permissions: [
      queueConsume(queues.document.queue),
      ...journalWriter(storage.cases),
      new ObjectAccess('Uploads', storage.courtFiles, ['GetObject', 'DeleteObject'], 'uploads'),
      // It puts documents away and cannot read them back.
      new ObjectAccess('Evidence', storage.evidence, ['PutObject'], 'court-documents'),
      keyUse(storage.key, true, ['dynamodb', 's3']),
    ],
  });
  // One at a time in each: a document may need all the memory there is.
  consumeQueue(check, queues.document, { maxConcurrency: 5, batchSize: 1 });
  return check;
}
