import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { journalWriter, keyUse, ObjectAccess, queueConsume, secretsRead, tableAccess } from '../grants';
import { RustFunction } from '../rust-function';
import { RENDER_TIMEOUT } from '../timeouts';
import { consumeQueue } from './consume-queue';

/** Renders the documents of a household version and opens their print jobs. */
export function cardRender(scope: Construct, foundation: Foundation): RustFunction {
  const { storage, queues, secrets, publicUrl } = foundation;
  const render = new RustFunction(scope, 'card-render', {
    ...common(foundation),
    description: 'Render queue: makes the PDF of each new document and opens its print job',
    memoryMiB: 1024,
    timeout: RENDER_TIMEOUT,
    environment: {
      CASES_TABLE: storage.cases.tableName,
      DOSSIERS_TABLE: storage.dossiers.tableName,
      REGISTER_TABLE: storage.register.tableName,
      DOCUMENTS_BUCKET: storage.documents.bucketName,
      SECRET_ARN: secrets.rootArn,
      PUBLIC_URL: publicUrl,
    },
    permissions: [
      queueConsume(queues.render.queue),
      // A new rendering takes the place of the old one's job.
      ...journalWriter(storage.cases, { PutItem: ['PRINT'], DeleteItem: ['PRINT'] }),
      ...tableAccess('Dossiers', storage.dossiers, { GetItem: ['CASE', 'CORRECTION'], PutItem: ['DOC'] }),
      // Whoever once left the city is found by NIK.
      ...tableAccess('Register', storage.register, { GetItem: ['HH', 'NIK', 'PERSON'] }),
      new ObjectAccess('Documents', storage.documents, ['PutObject'], 'documents'),
      secretsRead(secrets.rootArn),
      keyUse(storage.key, true, ['dynamodb', 's3', 'secretsmanager']),
    ],
  });
  consumeQueue(render, queues.render, { maxConcurrency: 5 });
  return render;
}
