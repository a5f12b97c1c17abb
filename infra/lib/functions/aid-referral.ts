import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { keyUse, queueConsume, secretsRead, tableAccess } from '../grants';
import { RustFunction } from '../rust-function';
import { consumeQueue } from './consume-queue';

/** Tells aid offices of who consented, and takes it back. */
export function aidReferral(scope: Construct, foundation: Foundation): RustFunction {
  const { storage, queues, secrets } = foundation;
  const referral = new RustFunction(scope, 'aid-referral', {
    ...common(foundation),
    description: 'Aid queue: refers former spouses who consented to aid offices, and takes it back',
    environment: {
      CASES_TABLE: storage.cases.tableName,
      DOSSIERS_TABLE: storage.dossiers.tableName,
      REGISTER_TABLE: storage.register.tableName,
      SECRET_ARN: secrets.rootArn,
    },
    permissions: [
      queueConsume(queues.aid.queue),
      // It reads the journal of a divorce and writes that of a referral. Taking consent back lets go of what was reserved.
      ...tableAccess('Cases', storage.cases, {
        Query: ['CASE', 'AID'],
        GetItem: ['BUDGET', 'AIDHOLD'],
        PutItem: ['AID', 'TIP', 'DAY', 'AIDDUE', 'BUDGET', 'LEDGER'],
        DeleteItem: ['AIDDUE', 'AIDHOLD', 'AIDONCE'],
        // Nobody is referred by what stood in the divorce's journal a moment ago.
        ConditionCheckItem: ['TIP'],
      }),
      // Whom it tells of, how they are reached, and whether nobody may learn that. What it told is erased with the consent.
      ...tableAccess('Dossiers', storage.dossiers, {
        Query: ['AID'],
        GetItem: ['CASE', 'CONTACT', 'SAFETY', 'AID'],
        PutItem: ['AID'],
        DeleteItem: ['AID'],
        // Nothing is told by what was known of somebody's safety a moment ago.
        ConditionCheckItem: ['SAFETY'],
      }),
      ...tableAccess('Register', storage.register, { Query: ['HH'], GetItem: ['NIK'] }),
      secretsRead(secrets.rootArn),
      keyUse(storage.key, true, ['dynamodb', 'secretsmanager']),
    ],
  });
  consumeQueue(referral, queues.aid, { maxConcurrency: 5 });
  return referral;
}
