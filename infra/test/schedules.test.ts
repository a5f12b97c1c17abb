import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Cloud, list, target } from './support';

const cloud = new Cloud();
const schedules = cloud.all('AWS::Scheduler::Schedule');

describe('what runs at set times', () => {
  // Those of the past call services, see history.test.ts.
  const calls = schedules.filter(([id]) => !id.startsWith('History'));
  const told = calls.map(([, { Properties }]) => {
    const [name] = [...cloud.functions()].find(([, [id]]) => id === target(Properties['Target'].Arn)) ?? [];
    return [name, Properties['ScheduleExpression'], Properties['Target'].Input];
  });

  it('is the seal, the reports of days, weeks, months and years once they have ended, what is due between court and police, what aid offices have not done, and what could not be delivered', () => {
    assert.deepEqual(told.sort(), [
      ['aid-reminders', 'cron(0 7 * * ? *)', '{}'],
      ['journal-seal', 'cron(30 23 * * ? *)', '{}'],
      ['report-export', 'cron(0 1 ? * MON *)', '{"span":"weekly"}'],
      ['report-export', 'cron(20 1 1 * ? *)', '{"span":"monthly"}'],
      ['report-export', 'cron(40 0,6,12 * * ? *)', '{"span":"daily"}'],
      ['report-export', 'cron(40 1 1 1 ? *)', '{"span":"yearly"}'],
      ['security-reminders', 'rate(15 minutes)', '{}'],
      ['webhook-dispatch', 'rate(1 minute)', '{}'],
    ]);
  });

  it('goes by the clock of Jakarta, and what could not be called waits in a queue', () => {
    const [dead] = cloud.named('AWS::SQS::Queue', 'QueuesInvokeDead');
    for (const [id, { Properties }] of schedules) {
      assert.equal(Properties['ScheduleExpressionTimezone'], 'Asia/Jakarta', id);
      assert.equal(target(Properties['Target'].DeadLetterConfig.Arn), dead, id);
    }
  });

  it('has a role for each that may call that function and nothing else', () => {
    for (const [id, { Properties }] of calls) {
      const role = target(Properties['Target'].RoleArn);
      const statements = cloud
        .all('AWS::IAM::Policy')
        .filter(([, policy]) => policy.Properties['Roles'].some((ref: any) => ref.Ref === role))
        .flatMap(([, policy]) => policy.Properties['PolicyDocument'].Statement);
      assert.deepEqual(statements.flatMap(({ Action }: any) => list(Action)).sort(), ['lambda:InvokeFunction', 'sqs:SendMessage'], id);
      assert.equal(target(statements[0].Resource), target(Properties['Target'].Arn), id);
    }
  });
});

describe('who is told of reports', () => {
  it('is who subscribes, nobody in the sample, by an encrypted topic', () => {
    assert.deepEqual(cloud.all('AWS::SNS::Subscription'), []);
    const [, topic] = cloud.named('AWS::SNS::Topic', 'ReportTopic');
    assert.equal(target(topic.Properties['KmsMasterKeyId']), cloud.named('AWS::KMS::Key', 'StorageKey')[0]);
  });
});
