import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { journalWriter, keyUse, secretsRead, tableAccess } from '../grants';
import { RustFunction } from '../rust-function';

/** What the public may learn of a register entry: that it is the current one, and no more. */
export const HEAD_ATTRIBUTES = ['pk', 'sk', 'version', 'issue'] as const;

/** Answers citizens behind an unguessable code, and anyone who checks a document. */
export function caseTracking(scope: Construct, foundation: Foundation): RustFunction {
  const { storage, secrets } = foundation;
  return new RustFunction(scope, 'case-tracking', {
    ...common(foundation),
    description: '/v1/tracking, /v1/verify and /v1/openapi.json: public; takes down a citizen\'s choice and consents, reads all else',
    environment: {
      CASES_TABLE: storage.cases.tableName,
      DOSSIERS_TABLE: storage.dossiers.tableName,
      REGISTER_TABLE: storage.register.tableName,
      SECRET_ARN: secrets.rootArn,
    },
    permissions: [
      // A case that waited for a choice waits no more.
      ...journalWriter(storage.cases, { GetItem: ['TRACK'], DeleteItem: ['HELD'] }),
      // Where a party wants to stand is put away and cannot be read back.
      ...tableAccess('Dossiers', storage.dossiers, { GetItem: ['DOC'], PutItem: ['CHOICE'] }),
      ...tableAccess('Register', storage.register, { GetItem: ['HH', 'PERSON'] }, HEAD_ATTRIBUTES),
      secretsRead(secrets.rootArn),
      keyUse(storage.key, true, ['dynamodb', 'secretsmanager']),
    ],
  });
}
