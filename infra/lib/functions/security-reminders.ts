import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { byCode } from '../by-code';
import { common, type Foundation } from '../foundation';
import { keyUse, tableAccess, topicPublish } from '../grants';
import { RustFunction } from '../rust-function';
import { schedule } from '../schedule';
import { RENDER_TIMEOUT } from '../timeouts';

/** Reminds both offices of what is agreed, and tells when nobody has answered in time. */
export function securityReminders(
  scope: Construct,
  foundation: Foundation,
  topics: ReadonlyMap<string, Topic>,
): RustFunction {
  const { storage } = foundation;
  const reminders = new RustFunction(scope, 'security-reminders', {
    ...common(foundation),
    description: 'Every 15 minutes: reminds court and police of what is agreed, and of what nobody has answered',
    timeout: RENDER_TIMEOUT,
    environment: {
      CASES_TABLE: storage.cases.tableName,
      TOPICS: byCode(scope, topics, (topic) => topic.topicArn),
    },
    permissions: [
      ...tableAccess('Cases', storage.cases, {
        Query: ['SEC', 'DUE'],
        GetItem: ['DUE'],
        PutItem: ['SEC', 'TIP', 'DAY', 'DUE'],
        DeleteItem: ['DUE'],
      }),
      topicPublish(...topics.values()),
      keyUse(storage.key, true, ['dynamodb', 'sns']),
    ],
  });
  schedule(reminders, 'Quarterly', {
    description: 'Reminds of hearings and seizures, and of requests without an answer',
    expression: 'rate(15 minutes)',
    dead: foundation.queues.invokeDead,
  });
  return reminders;
}
