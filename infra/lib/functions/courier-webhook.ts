import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { journalWriter, keyUse, secretsRead } from '../grants';
import { RustFunction } from '../rust-function';

/** Hears from the courier's provider, and takes the addressee's code from the rider. */
export function courierWebhook(scope: Construct, foundation: Foundation): RustFunction {
  const { settings, storage, secrets } = foundation;
  return new RustFunction(scope, 'courier-webhook', {
    ...common(foundation),
    description: '/v1/courier and /v1/handovers: what the courier reports',
    environment: {
      CASES_TABLE: storage.cases.tableName,
      COURIER_URL: settings.courierUrl,
      COURIER_SECRET_ARN: secrets.courierArn,
      SECRET_ARN: secrets.rootArn,
    },
    permissions: [
      // A delivered envelope closes its print job.
      ...journalWriter(storage.cases, { GetItem: ['COURIER'], DeleteItem: ['PRINT'] }),
      secretsRead(secrets.rootArn, secrets.courierArn),
      keyUse(storage.key, true, ['dynamodb', 'secretsmanager']),
    ],
  });
}
