import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { byCode } from '../by-code';
import { common, type Foundation } from '../foundation';
import { keyUse, queueConsume, queueSend, secretsRead, tableAccess, topicPublish } from '../grants';
import { RustFunction } from '../rust-function';
import { schedule } from '../schedule';
import { RENDER_TIMEOUT } from '../timeouts';
import { consumeQueue } from './consume-queue';
import { loopback } from './loopback';

/** Tells offices' own systems what has happened. */
export function webhookDispatch(
  scope: Construct,
  foundation: Foundation,
  topics: ReadonlyMap<string, Topic>,
): RustFunction {
  const { settings, storage, secrets, queues } = foundation;
  const dispatch = new RustFunction(scope, 'webhook-dispatch', {
    ...common(foundation),
    description: 'Webhook queue, and every minute: tells offices\' own systems what has happened',
    // A receiver may take 15 seconds for an answer.
    timeout: RENDER_TIMEOUT,
    environment: {
      CASES_TABLE: storage.cases.tableName,
      HOOKS_TABLE: storage.hooks.tableName,
      SECRET_ARN: secrets.rootArn,
      WEBHOOK_QUEUE_URL: queues.webhook.queue.queueUrl,
      TOPICS: byCode(scope, topics, (topic) => topic.topicArn),
      ...loopback(settings),
    },
    permissions: [
      queueConsume(queues.webhook.queue),
      queueSend(queues.webhook.queue),
      // It calls strangers: it reads what happened, and writes nothing of a case.
      ...tableAccess('Cases', storage.cases, { Query: ['CASE', 'SEC', 'AID', 'PROG'] }),
      ...tableAccess('Hooks', storage.hooks, {
        Query: ['SUB', 'PEND', 'RETRY'],
        GetItem: ['SUB', 'MSG', 'LEASE'],
        PutItem: ['SUB', 'MSG', 'PEND', 'RETRY', 'LEASE'],
        DeleteItem: ['PEND', 'RETRY'],
      }),
      topicPublish(...topics.values()),
      secretsRead(secrets.rootArn),
      keyUse(storage.key, true, ['dynamodb', 'secretsmanager', 'sns']),
    ],
  });
  // One errand at a time, so that a receiver that takes its time keeps no other errand waiting.
  consumeQueue(dispatch, queues.webhook, { maxConcurrency: 20, batchSize: 1 });
  schedule(dispatch, 'Minutely', {
    description: 'Tries what could not be delivered to offices\' systems',
    expression: 'rate(1 minute)',
    dead: queues.invokeDead,
  });
  return dispatch;
}
