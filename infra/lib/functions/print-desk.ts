import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { journalWriter, keyUse, ObjectAccess } from '../grants';
import { RustFunction } from '../rust-function';

/** Shows a registry officer what is to be printed, and records that it was. */
export function printDesk(scope: Construct, foundation: Foundation): RustFunction {
  const { storage } = foundation;
  return new RustFunction(scope, 'print-desk', {
    ...common(foundation),
    description: '/v1/print-jobs: open print jobs, their documents, printed and handed over',
    environment: {
      CASES_TABLE: storage.cases.tableName,
      DOCUMENTS_BUCKET: storage.documents.bucketName,
    },
    permissions: [
      ...journalWriter(storage.cases, { Query: ['PRINT'], PutItem: ['PRINT'], DeleteItem: ['PRINT'] }),
      new ObjectAccess('Documents', storage.documents, ['GetObject'], 'documents'),
      keyUse(storage.key, true, ['dynamodb', 's3']),
    ],
  });
}
