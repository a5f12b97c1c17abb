import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { bucketList, keyUse, ObjectAccess, secretsRead, tableAccess } from '../grants';
import { RustFunction } from '../rust-function';

/** Courts ask the police to secure hearings and seizures; the police answer. */
export function securityDesk(scope: Construct, foundation: Foundation): RustFunction {
  const { storage, secrets, publicUrl } = foundation;
  return new RustFunction(scope, 'security-desk', {
    ...common(foundation),
    description: '/v1/security-requests, /v1/security-desk and /v1/calendars: courts ask, the police answer',
    // It typesets letters.
    memoryMiB: 1024,
    environment: {
      CASES_TABLE: storage.cases.tableName,
      DOSSIERS_TABLE: storage.dossiers.tableName,
      EVIDENCE_BUCKET: storage.evidence.bucketName,
      DOCUMENTS_BUCKET: storage.documents.bucketName,
      COURT_FILES_BUCKET: storage.courtFiles.bucketName,
      SECRET_ARN: secrets.rootArn,
      PUBLIC_URL: publicUrl,
    },
    permissions: [
      // A journal of its own beside that of the cases, which it cannot read.
      ...tableAccess('Cases', storage.cases, {
        Query: ['SEC', 'SECLIST', 'CAL'],
        GetItem: ['IDEM', 'UNIT', 'NUMBER'],
        PutItem: ['SEC', 'TIP', 'DAY', 'IDEM', 'UNIT', 'NUMBER', 'SECLIST', 'CAL', 'DUE'],
        DeleteItem: ['SECLIST', 'CAL', 'DUE'],
      }),
      // Papers of requests, and what the QR codes of letters lead to: never anything of a case.
      ...tableAccess('Dossiers', storage.dossiers, {
        GetItem: ['SECURITY'],
        PutItem: ['SECURITY', 'DOC'],
        UpdateItem: ['DOC'],
      }),
      // It puts evidence away and cannot read it back.
      new ObjectAccess('Evidence', storage.evidence, ['PutObject'], 'decrees'),
      // A letter that was typeset while its request was erased is taken away again.
      new ObjectAccess('Letters', storage.documents, ['GetObject', 'PutObject', 'DeleteObject'], 'letters'),
      // Minutes are put on the doorstep by its addresses, and read once document-check has kept them.
      new ObjectAccess('Arriving', storage.courtFiles, ['PutObject'], 'minutes'),
      new ObjectAccess('Minutes', storage.documents, ['GetObject'], 'minutes'),
      // Without it S3 does not say that a letter is not there yet, but that it must not be seen.
      bucketList('Absence', storage.documents),
      secretsRead(secrets.rootArn),
      keyUse(storage.key, true, ['dynamodb', 's3', 'secretsmanager']),
    ],
  });
}
