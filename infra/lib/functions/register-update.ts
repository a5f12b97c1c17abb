import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { journal, keyUse, queueConsume, tableAccess } from '../grants';
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
      journal(storage.cases),
      tableAccess({ sid: 'Decrees', table: storage.dossiers, actions: ['GetItem'], kinds: ['CASE'] }),
      // Versions are added; the pointers to the latest move on.
      tableAccess({
        sid: 'Households',
        table: storage.register,
        actions: ['Query', 'PutItem', 'UpdateItem'],
        kinds: ['HH'],
      }),
      tableAccess({ sid: 'People', table: storage.register, actions: ['GetItem', 'UpdateItem'], kinds: ['NIK'] }),
      tableAccess({ sid: 'Cards', table: storage.register, actions: ['UpdateItem'], kinds: ['PERSON'] }),
      // A number once given to a household stays its own.
      tableAccess({ sid: 'Numbers', table: storage.register, actions: ['GetItem', 'PutItem'], kinds: ['KK'] }),
      // A number taken leaves the pool of free ones.
      tableAccess({ sid: 'Pool', table: storage.register, actions: ['Query', 'DeleteItem'], kinds: ['POOL'] }),
      keyUse(storage.key, true, ['dynamodb']),
    ],
  });
  consumeQueue(update, queues.register, { maxConcurrency: 5 });
  return update;
}
