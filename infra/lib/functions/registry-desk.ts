import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { journalWriter, keyUse, ObjectAccess, tableAccess } from '../grants';
import { RustFunction } from '../rust-function';

/** The officers' desk: held cases, choices, corrections, the court's documents, the stock of numbers, the feed's acknowledgements. */
export function registryDesk(scope: Construct, foundation: Foundation): RustFunction {
  const { storage } = foundation;
  return new RustFunction(scope, 'registry-desk', {
    ...common(foundation),
    description: '/v1/held-cases, /v1/cases, /v1/case-searches, /v1/number-pool and /v1/register-feed: the officers\' desk',
    environment: {
      CASES_TABLE: storage.cases.tableName,
      DOSSIERS_TABLE: storage.dossiers.tableName,
      REGISTER_TABLE: storage.register.tableName,
      FEED_TABLE: storage.feed.tableName,
      EVIDENCE_BUCKET: storage.evidence.bucketName,
    },
    permissions: [
      ...journalWriter(storage.cases, {
        Query: ['HELD', 'SEARCH'],
        GetItem: ['IDEM'],
        PutItem: ['IDEM', 'SEARCH'],
        DeleteItem: ['HELD'],
      }),
      // An officer sees what the court sent, never where a party\'s envelope goes.
      ...tableAccess('Dossiers', storage.dossiers, {
        // Whose address is left out; the answer itself is shown to nobody.
        GetItem: ['CASE', 'CHOICE', 'DECISION', 'CORRECTION', 'NOTE', 'SAFETY', 'SOUGHT'],
        Query: ['PARTY'],
        PutItem: ['CHOICE', 'DECISION', 'CORRECTION', 'NOTE', 'SAFETY', 'SOUGHT'],
      }),
      ...tableAccess('Register', storage.register, {
        GetItem: ['HH', 'NIK', 'KK', 'POOL', 'ISSUED'],
        Query: ['HH', 'POOL'],
      }),
      ...tableAccess('Feed', storage.feed, {
        GetItem: ['FILE', 'ACK'],
        Query: ['OPEN', 'DIFFERENCE'],
        PutItem: ['ACK', 'OPEN', 'DIFFERENCE'],
        DeleteItem: ['OPEN', 'DIFFERENCE'],
      }),
      // Documents that courts handed in, by addresses it signs; not the decrees beside them.
      new ObjectAccess('CourtDocuments', storage.evidence, ['GetObject'], 'court-documents'),
      keyUse(storage.key, true, ['dynamodb', 's3']),
    ],
  });
}
