import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { byCode } from '../by-code';
import { common, type Foundation } from '../foundation';
import { keyUse, tableAccess, topicPublish } from '../grants';
import { RustFunction } from '../rust-function';
import { schedule } from '../schedule';
import { RENDER_TIMEOUT } from '../timeouts';

/** Tells aid offices each morning what they have not done by its day. */
export function aidReminders(
  scope: Construct,
  foundation: Foundation,
  topics: ReadonlyMap<string, Topic>,
): RustFunction {
  const { storage } = foundation;
  const reminders = new RustFunction(scope, 'aid-reminders', {
    ...common(foundation),
    description: 'Each morning: tells aid offices what they have not done by its day',
    timeout: RENDER_TIMEOUT,
    environment: {
      CASES_TABLE: storage.cases.tableName,
      TOPICS: byCode(scope, topics, (topic) => topic.topicArn),
    },
    permissions: [
      // It writes down that something is late, and marks its row. It knows nobody.
      ...tableAccess('Cases', storage.cases, {
        Query: ['AID', 'AIDDUE'],
        PutItem: ['AID', 'TIP', 'DAY', 'AIDDUE'],
      }),
      topicPublish(...topics.values()),
      keyUse(storage.key, true, ['dynamodb', 'sns']),
    ],
  });
  schedule(reminders, 'Mornings', {
    description: 'Tells aid offices what is overdue',
    expression: 'cron(0 7 * * ? *)',
    dead: foundation.queues.invokeDead,
  });
  return reminders;
}
