import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { keyUse, queueSend, secretsRead, tableAccess } from '../grants';
import { RustFunction } from '../rust-function';
import { loopback } from './loopback';

/** Offices have their own systems told of what happens. */
export function webhookDesk(scope: Construct, foundation: Foundation): RustFunction {
  const { settings, storage, secrets, queues } = foundation;
  return new RustFunction(scope, 'webhook-desk', {
    ...common(foundation),
    description: '/v1/webhook-subscriptions: offices have their own systems told of what happens',
    environment: {
      HOOKS_TABLE: storage.hooks.tableName,
      SECRET_ARN: secrets.rootArn,
      WEBHOOK_QUEUE_URL: queues.webhook.queue.queueUrl,
      ...loopback(settings),
    },
    permissions: [
      // Nothing of a case: what is told was noted down by webhook-dispatch.
      ...tableAccess('Hooks', storage.hooks, {
        Query: ['SUB', 'MSG'],
        GetItem: ['SUB', 'MSG', 'IDEM'],
        PutItem: ['SUB', 'MSG', 'PEND', 'IDEM', 'RETRY'],
        DeleteItem: ['SUB'],
      }),
      queueSend(queues.webhook.queue),
      secretsRead(secrets.rootArn),
      keyUse(storage.key, true, ['dynamodb', 'secretsmanager']),
    ],
  });
}
