import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { journalWriter, keyUse, queueConsume, secretsRead, tableAccess } from '../grants';
import { RustFunction } from '../rust-function';
import { consumeQueue } from './consume-queue';

/** Orders a courier for printed documents. */
export function courierDispatch(scope: Construct, foundation: Foundation): RustFunction {
  const { settings, storage, queues, secrets, publicUrl } = foundation;
  const dispatch = new RustFunction(scope, 'courier-dispatch', {
    ...common(foundation),
    description: 'Courier queue: orders the courier that takes printed documents to their door',
    environment: {
      CASES_TABLE: storage.cases.tableName,
      DOSSIERS_TABLE: storage.dossiers.tableName,
      COURIER_URL: settings.courierUrl,
      COURIER_SECRET_ARN: secrets.courierArn,
      SECRET_ARN: secrets.rootArn,
      PUBLIC_URL: publicUrl,
    },
    permissions: [
      queueConsume(queues.courier.queue),
      ...journalWriter(storage.cases, { PutItem: ['COURIER'] }),
      // The door and the phone of one addressee, and whether nobody may learn them; nothing else of the dossier.
      ...tableAccess('Dossiers', storage.dossiers, { GetItem: ['CONTACT', 'SAFETY'] }),
      secretsRead(secrets.rootArn, secrets.courierArn),
      keyUse(storage.key, true, ['dynamodb', 'secretsmanager']),
    ],
  });
  // Few at a time: the provider limits how fast it may be called.
  consumeQueue(dispatch, queues.courier, { maxConcurrency: 2 });
  return dispatch;
}
