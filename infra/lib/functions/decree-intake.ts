import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { journalWriter, keyUse, ObjectAccess, secretsRead, tableAccess } from '../grants';
import { RustFunction } from '../rust-function';

/** Takes decrees from the courts' systems and answers what became of them. */
export function decreeIntake(scope: Construct, foundation: Foundation): RustFunction {
  const { storage, secrets, publicUrl } = foundation;
  return new RustFunction(scope, 'decree-intake', {
    ...common(foundation),
    description: 'POST and GET /v1/decrees: takes signed decrees and opens cases, announces documents',
    environment: {
      CASES_TABLE: storage.cases.tableName,
      DOSSIERS_TABLE: storage.dossiers.tableName,
      EVIDENCE_BUCKET: storage.evidence.bucketName,
      COURT_FILES_BUCKET: storage.courtFiles.bucketName,
      SECRET_ARN: secrets.rootArn,
      PUBLIC_URL: publicUrl,
    },
    permissions: [
      ...journalWriter(storage.cases, {
        GetItem: ['AKTA', 'PERKARA', 'REF', 'IDEM'],
        PutItem: ['AKTA', 'PERKARA', 'REF', 'IDEM', 'TRACK'],
        // What the court sends later may settle what a case was held for.
        DeleteItem: ['HELD'],
      }),
      // A decree that lacked its finality is completed, one that was returned is repaired. Contacts, and
      // who has to be protected, are put away and cannot be read back.
      ...tableAccess('Dossiers', storage.dossiers, {
        GetItem: ['CASE'],
        PutItem: ['CASE', 'PARTY', 'CONTACT', 'SAFETY'],
        UpdateItem: ['CASE'],
        DeleteItem: ['CONTACT', 'PARTY'],
      }),
      // It puts evidence away and cannot read it back.
      new ObjectAccess('Evidence', storage.evidence, ['PutObject'], 'decrees'),
      // An address it signs can do no more than it could itself: put a document on the doorstep.
      new ObjectAccess('Uploads', storage.courtFiles, ['PutObject'], 'uploads'),
      secretsRead(secrets.rootArn),
      keyUse(storage.key, true, ['dynamodb', 's3', 'secretsmanager']),
    ],
  });
}
