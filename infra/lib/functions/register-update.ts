import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { journalWriter, keyUse, queueConsume, tableAccess } from '../grants';
import { RustFunction } from '../rust-function';
import { consumeQueue } from './consume-queue';

/** Applies a final ruling to the population register: the only writer it has. */
export function registerUpdate(scope: Construct, foundation: Foundation): RustFunction {
  const { storage, queues } = foundation;
  const update = new RustFunction(scope, 'register-update', {
    ...common(foundation),
    description: 'Register queue: applies final rulings to the population register',
    environment: {
      CASES_TABLE: storage.cases.tableName,
      DOSSIERS_TABLE: storage.dossiers.tableName,
      REGISTER_TABLE: storage.register.tableName,
    },
    permissions: [
      queueConsume(queues.register.queue),
      // It holds cases and lets them go on, and closes print jobs that a change puts out of date.
      ...journalWriter(storage.cases, { PutItem: ['HELD'], DeleteItem: ['HELD', 'PRINT'] }),
      ...tableAccess('Dossiers', storage.dossiers, { GetItem: ['CASE', 'CHOICE', 'DECISION', 'CORRECTION'] }),
      ...tableAccess('Register', storage.register, {
        Query: ['HH', 'POOL'],
        GetItem: ['HH', 'NIK', 'KK', 'PERSON', 'ISSUED'],
        // Versions are added. A number once given to a household stays its own.
        PutItem: ['HH', 'KK'],
        // The pointers to the latest version move on, people move, their cards are counted.
        UpdateItem: ['HH', 'NIK', 'PERSON', 'ISSUED'],
        // A number taken leaves the pool of free ones.
        DeleteItem: ['POOL'],
      }),
      keyUse(storage.key, true, ['dynamodb']),
    ],
  });
  consumeQueue(update, queues.register, { maxConcurrency: 5 });
  return update;
}
