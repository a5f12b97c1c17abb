import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { folderList, keySign, keyUse, ObjectAccess, tableAccess } from '../grants';
import { RustFunction } from '../rust-function';
import { schedule } from '../schedule';
import { LONGEST_TIMEOUT } from '../timeouts';

/** Seals the journals of all cases once a day: one signed root that nobody can change afterwards. */
export function journalSeal(scope: Construct, foundation: Foundation): RustFunction {
  const { storage } = foundation;
  const seal = new RustFunction(scope, 'journal-seal', {
    ...common(foundation),
    description: 'Daily schedule: signs the Merkle root of all journals into the locked evidence',
    memoryMiB: 1024,
    timeout: LONGEST_TIMEOUT,
    environment: {
      CASES_TABLE: storage.cases.tableName,
      EVIDENCE_BUCKET: storage.evidence.bucketName,
      SEAL_KEY_ARN: storage.sealKey.keyArn,
    },
    permissions: [
      ...tableAccess('Cases', storage.cases, { Query: ['TIP'] }),
      new ObjectAccess('Seals', storage.evidence, ['GetObject', 'PutObject'], 'seals'),
      folderList('SealsList', storage.evidence, 'seals'),
      keySign(storage.sealKey, 'GetPublicKey'),
      keyUse(storage.key, true, ['dynamodb', 's3']),
    ],
  });
  schedule(seal, 'Daily', {
    description: 'Seals the journals after the office has closed',
    expression: 'cron(30 23 * * ? *)',
    dead: foundation.queues.invokeDead,
  });
  return seal;
}
