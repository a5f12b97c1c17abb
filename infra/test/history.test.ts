import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { INFRA_DIR } from '../lib/settings';
import { Cloud, list, type Statement, target } from './support';

const cloud = new Cloud();
const [bucket] = cloud.named('AWS::S3::Bucket', 'StorageHistory');

/** What a schedule of the past may do. */
function rights(schedule: string): Map<string, unknown[]> {
  const [role] = cloud.named('AWS::IAM::Role', `History${schedule}Role`);
  const statements = cloud
    .all('AWS::IAM::Policy')
    .filter(([, policy]) => policy.Properties['Roles'].some((entry: unknown) => target(entry) === role))
    .flatMap(([, policy]) => policy.Properties['PolicyDocument'].Statement as Statement[]);
  return new Map(statements.flatMap(({ Action, Resource }) => list(Action).map((action) => [action, list(Resource)])));
}

function call(schedule: string): Record<string, any> {
  return cloud.all('AWS::Scheduler::Schedule').find(([id]) => id.startsWith(`History${schedule}`))?.[1].Properties as Record<string, any>;
}

describe('the past', () => {
  it('is exported once a month by the service itself, of the table without personal data alone', () => {
    const { ScheduleExpressionTimezone, Target } = call('Export');
    assert.equal(ScheduleExpressionTimezone, 'Asia/Jakarta');
    assert.equal(Target.Arn, 'arn:aws:scheduler:::aws-sdk:dynamodb:exportTableToPointInTime');
    const input = JSON.stringify(Target.Input);
    assert.match(input, /StorageCases/);
    assert.doesNotMatch(input, /Dossiers|Register|Feed/);
    const may = rights('Export');
    assert.deepEqual([...may.keys()].filter((action) => action.startsWith('dynamodb:')), ['dynamodb:ExportTableToPointInTime']);
    assert.deepEqual(may.get('dynamodb:ExportTableToPointInTime')?.map(target), [cloud.named('AWS::DynamoDB::Table', 'StorageCases')[0]]);
  });

  it('becomes Parquet after that, in one query however often the call is made', () => {
    const { Target } = call('Convert');
    assert.equal(Target.Arn, 'arn:aws:scheduler:::aws-sdk:athena:startQueryExecution');
    const input = JSON.stringify(Target.Input);
    assert.match(input, /<aws\.scheduler\.execution-id>/);
    assert.match(input, /INSERT INTO facts/);
    assert.doesNotMatch(input, /\$\{timezone\}/);
    const hour = (schedule: string) => Number(/^cron\(\d+ (\d+) 4 /.exec(call(schedule)['ScheduleExpression'])?.[1]);
    assert.ok(hour('Convert') > hour('Export') + 2);
  });

  it('is read and written by its schedules in its own bucket alone, and deleted by neither', () => {
    for (const schedule of ['Export', 'Convert']) {
      for (const [action, resources] of rights(schedule)) {
        assert.ok(!/Delete|Update/.test(action), action);
        if (!action.startsWith('s3:')) continue;
        for (const resource of resources) assert.match(JSON.stringify(resource), new RegExp(bucket), action);
      }
    }
  });

  it('is asked by saved queries that read no more than they have to and leave encrypted answers', () => {
    const saved = cloud.all('AWS::Athena::NamedQuery').map(([, query]) => query.Properties);
    const files = readdirSync(join(INFRA_DIR, 'queries')).filter((file) => file.endsWith('.sql'));
    assert.deepEqual(saved.map((query) => `${query['Name']}.sql`).sort(), files.sort());
    for (const query of saved) assert.match(query['Description'], /^[A-Z].+\.?$/);
    const [, group] = cloud.named('AWS::Athena::WorkGroup', 'HistoryWorkGroup');
    const settings = group.Properties['WorkGroupConfiguration'];
    assert.equal(settings.EnforceWorkGroupConfiguration, true);
    assert.ok(settings.BytesScannedCutoffPerQuery <= 20_000_000_000);
    assert.equal(settings.ResultConfiguration.EncryptionConfiguration.EncryptionOption, 'SSE_KMS');
  });
});
