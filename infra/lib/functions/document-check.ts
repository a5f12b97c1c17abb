import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { journalWriter, keyUse, ObjectAccess, queueConsume } from '../grants';
import { RustFunction } from '../rust-function';
import { RENDER_TIMEOUT } from '../timeouts';
import { consumeQueue } from './consume-queue';

/** Looks at each file that a court or the police uploaded, and keeps it or removes it. */
export function documentCheck(scope: Construct, foundation: Foundation): RustFunction {
  const { storage, queues } = foundation;
  const check = new RustFunction(scope, 'document-check', {
    ...common(foundation),
    description: 'Document queue: checks what a court or the police uploaded, keeps it or removes it',
    // The process in which a document is opened may take 640 MiB.
    memoryMiB: 1024,
    timeout: RENDER_TIMEOUT,
    environment: {
      CASES_TABLE: storage.cases.tableName,
      COURT_FILES_BUCKET: storage.courtFiles.bucketName,
      EVIDENCE_BUCKET: storage.evidence.bucketName,
      DOCUMENTS_BUCKET: storage.documents.bucketName,
    },
    permissions: [
      queueConsume(queues.document.queue),
      // Minutes are judged in the journals of requests for security.
      ...journalWriter(storage.cases, { Query: ['SEC'], PutItem: ['SEC'] }),
      new ObjectAccess('Uploads', storage.courtFiles, ['GetObject', 'DeleteObject'], 'uploads'),
      new ObjectAccess('ArrivedMinutes', storage.courtFiles, ['GetObject', 'DeleteObject'], 'minutes'),
      // It puts documents and minutes away and cannot read them back.
      new ObjectAccess('Evidence', storage.evidence, ['PutObject'], 'court-documents'),
      new ObjectAccess('Minutes', storage.documents, ['PutObject'], 'minutes'),
      keyUse(storage.key, true, ['dynamodb', 's3']),
    ],
  });
  // One at a time in each: a document may need all the memory there is.
  consumeQueue(check, queues.document, { maxConcurrency: 5, batchSize: 1 });
  return check;
}
