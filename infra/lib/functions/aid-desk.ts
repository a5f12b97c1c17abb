import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { keyUse, secretsRead, tableAccess } from '../grants';
import { RustFunction } from '../rust-function';

/** Aid offices publish programmes, assess, decide, accompany and pay. */
export function aidDesk(scope: Construct, foundation: Foundation): RustFunction {
  const { storage, secrets, publicUrl } = foundation;
  return new RustFunction(scope, 'aid-desk', {
    ...common(foundation),
    description: '/v1/aid: programmes, referrals and the money of the offices that help after a divorce',
    // It typesets letters.
    memoryMiB: 1024,
    environment: {
      CASES_TABLE: storage.cases.tableName,
      DOSSIERS_TABLE: storage.dossiers.tableName,
      SECRET_ARN: secrets.rootArn,
      PUBLIC_URL: publicUrl,
    },
    permissions: [
      // Journals of its own beside those of the cases, which it cannot read. It opens no referral: that takes a consent.
      ...tableAccess('Cases', storage.cases, {
        Query: ['AID', 'AIDDUE', 'AIDOUT', 'AIDPROG', 'LEDGER', 'PROG'],
        GetItem: ['AIDHOLD', 'AIDONCE', 'AIDPAY', 'BUDGET', 'NUMBER'],
        PutItem: [
          'AID',
          'AIDDUE',
          'AIDHOLD',
          'AIDONCE',
          'AIDOUT',
          'AIDPAY',
          'AIDPROG',
          'BUDGET',
          'DAY',
          'LEDGER',
          'NUMBER',
          'PROG',
          'TIP',
        ],
        DeleteItem: ['AIDDUE', 'AIDHOLD', 'AIDONCE', 'AIDOUT'],
      }),
      // Papers of referrals, and what the QR codes of letters lead to: never anything of a case. Letters themselves are kept
      // nowhere.
      ...tableAccess('Dossiers', storage.dossiers, {
        GetItem: ['AID', 'DOC'],
        PutItem: ['AID', 'DOC'],
        UpdateItem: ['DOC'],
      }),
      secretsRead(secrets.rootArn),
      keyUse(storage.key, true, ['dynamodb', 'secretsmanager']),
    ],
  });
}
