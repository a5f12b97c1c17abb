import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Cloud, FUNCTIONS, list, target } from './support';

const cloud = new Cloud();
const mappings = cloud.all('AWS::Lambda::EventSourceMapping');
const queues = new Map(cloud.all('AWS::SQS::Queue'));

const functionOf = (mapping: (typeof mappings)[number][1]) =>
  cloud.get('AWS::Lambda::Function', target(mapping.Properties['FunctionName']) as string).Properties;
const queueOf = (mapping: (typeof mappings)[number][1]) =>
  queues.get(target(mapping.Properties['EventSourceArn']) as string);

describe('sources of work', () => {
  it('there are six queues and two streams', () => {
    assert.deepEqual(
      mappings.map(([, mapping]) => [functionOf(mapping)['FunctionName'], queueOf(mapping)?.Properties['QueueName']]).sort(),
      [
        ['tuntas-aid-referral', 'tuntas-aid'],
        ['tuntas-card-render', 'tuntas-render'],
        ['tuntas-courier-dispatch', 'tuntas-courier'],
        ['tuntas-decree-batch', 'tuntas-batch'],
        ['tuntas-document-check', 'tuntas-document'],
        ['tuntas-journal-relay', undefined],
        ['tuntas-register-feed', undefined],
        ['tuntas-register-update', 'tuntas-register'],
        ['tuntas-webhook-dispatch', 'tuntas-webhook'],
      ],
    );
  });

  it('a record that fails comes back alone', () => {
    for (const [id, mapping] of mappings) {
      assert.deepEqual(mapping.Properties['FunctionResponseTypes'], ['ReportBatchItemFailures'], id);
    }
  });

  it('a message stays hidden for six times the time its function has', () => {
    for (const [, mapping] of mappings) {
      const queue = queueOf(mapping);
      if (!queue) continue;
      const { FunctionName, Timeout } = functionOf(mapping);
      assert.ok(queue.Properties['VisibilityTimeout'] >= 6 * Timeout, FunctionName);
    }
  });

  it('a message that fails five times waits in a queue of its own for two weeks', () => {
    for (const [, mapping] of mappings) {
      const queue = queueOf(mapping);
      if (!queue) continue;
      const redrive = queue.Properties['RedrivePolicy'];
      assert.equal(redrive.maxReceiveCount, 5);
      const dead = queues.get(target(redrive.deadLetterTargetArn) as string);
      assert.equal(dead?.Properties['QueueName'], `${queue.Properties['QueueName']}-dlq`);
      assert.equal(dead?.Properties['MessageRetentionPeriod'], 14 * 86_400);
      assert.ok(queue.Properties['MessageRetentionPeriod'] < dead?.Properties['MessageRetentionPeriod']);
      assert.match(JSON.stringify(dead?.Properties['RedriveAllowPolicy']), new RegExp(`:${queue.Properties['QueueName']}"`));
    }
  });

  it('the courier\'s provider is called by few at a time', () => {
    const [, courier] = mappings.find(([, mapping]) => functionOf(mapping)['FunctionName'] === 'tuntas-courier-dispatch') ?? [];
    assert.equal(courier?.Properties['ScalingConfig'].MaximumConcurrency, 2);
  });

  it('a document is looked at alone', () => {
    const [, check] = mappings.find(([, mapping]) => functionOf(mapping)['FunctionName'] === 'tuntas-document-check') ?? [];
    assert.equal(check?.Properties['BatchSize'], 1);
  });

  it('the bucket tells of uploads, and only buckets of this account may', () => {
    const [bucketId, bucket] = cloud.named('AWS::S3::Bucket', 'StorageCourtFiles');
    const named = (name: string) => [...queues].find(([, queue]) => queue.Properties['QueueName'] === name)?.[0];
    const queueId = named('tuntas-document');
    const told = bucket.Properties['NotificationConfiguration'].QueueConfigurations;
    assert.equal(told.length, 3);
    assert.deepEqual(
      told.slice(0, 2),
      ['uploads/', 'minutes/'].map((folder) => ({
        Event: 's3:ObjectCreated:*',
        Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: folder }] } },
        Queue: { 'Fn::GetAtt': [queueId, 'Arn'] },
      })),
    );
    const senders = cloud
      .all('AWS::SQS::QueuePolicy')
      .flatMap(([id, policy]) => policy.Properties['PolicyDocument'].Statement.map((statement: any) => ({ id, statement })))
      .filter(({ statement }) => statement.Effect === 'Allow');
    assert.deepEqual(
      senders.map(({ statement }) => [statement.Action, statement.Principal, statement.Condition, target(statement.Resource)]),
      [queueId, named('tuntas-batch')].map((id) => [
        'sqs:SendMessage',
        { Service: 's3.amazonaws.com' },
        { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        id,
      ]),
    );
    // S3 tries the queue out when it is told of it.
    for (const { id } of senders) assert.ok(cloud.get('AWS::S3::Bucket', bucketId).DependsOn?.includes(id));
  });

  it('the relay hears of new events only, and a poisoned one does not hold up the rest', () => {
    const [, relay] = mappings.find(([, mapping]) => !queueOf(mapping)) ?? [];
    const properties = relay?.Properties ?? {};
    assert.deepEqual(
      properties['FilterCriteria'].Filters.map((filter: any) => JSON.parse(filter.Pattern)),
      [{ eventName: ['INSERT'], dynamodb: { NewImage: { entity: { S: ['event', 'security-event', 'aid-event', 'programme-event'] } } } }],
    );
    assert.equal(properties['StartingPosition'], 'TRIM_HORIZON');
    assert.equal(properties['BisectBatchOnFunctionError'], true);
    assert.ok(properties['MaximumRetryAttempts'] >= 1 && properties['MaximumRetryAttempts'] <= 100);
    assert.ok(properties['MaximumRecordAgeInSeconds'] >= 3600 && properties['MaximumRecordAgeInSeconds'] < 86_400);
    const destination = queues.get(target(properties['DestinationConfig'].OnFailure.Destination) as string);
    assert.equal(destination?.Properties['QueueName'], 'tuntas-relay-dlq');
  });
});

describe('courts\' files', () => {
  const [, bucket] = cloud.named('AWS::S3::Bucket', 'StorageCourtFiles');
  const [id, queue] = [...queues].find(([, queue]) => queue.Properties['QueueName'] === 'tuntas-batch') ?? [];

  it('are told of when they are stored in the inbox, and nowhere else', () => {
    const told = bucket.Properties['NotificationConfiguration'].QueueConfigurations;
    assert.deepEqual(told.slice(2).map((one: any) => [one.Event, target(one.Queue), one.Filter.S3Key.Rules]), [
      ['s3:ObjectCreated:*', id, [{ Name: 'prefix', Value: 'inbox/' }]],
    ]);
    assert.equal(queue?.Properties['RedrivePolicy'].maxReceiveCount, 5);
  });

  it('come one at a time, because one alone may be 100 MB', () => {
    const [, mapping] = mappings.find(([, mapping]) => functionOf(mapping)['FunctionName'] === 'tuntas-decree-batch') ?? [];
    assert.equal(mapping?.Properties['BatchSize'], 1);
    assert.equal(mapping?.Properties['ScalingConfig'].MaximumConcurrency, 5);
  });
});

describe('nothing that fails is lost', () => {
  it('every function has a place for calls that failed', () => {
    for (const name of FUNCTIONS) {
      const [, fn] = cloud.functions().get(name) ?? [];
      const dead = queues.get(target(fn?.Properties['DeadLetterConfig']?.TargetArn) as string);
      assert.equal(dead?.Properties['QueueName'], 'tuntas-invoke-dlq', name);
    }
  });

  it('every last stop is watched', () => {
    const watched = new Set(
      cloud
        .all('AWS::CloudWatch::Alarm')
        .filter(([, alarm]) => alarm.Properties['MetricName'] === 'ApproximateNumberOfMessagesVisible')
        .map(([, alarm]) => target({ 'Fn::GetAtt': alarm.Properties['Dimensions'][0].Value['Fn::GetAtt'] })),
    );
    const lastStops = [...queues].filter(([, queue]) => !queue.Properties['RedrivePolicy']);
    assert.equal(lastStops.length, 9);
    for (const [id, queue] of lastStops) assert.ok(watched.has(id), queue.Properties['QueueName']);
  });

  it('queues are encrypted and refuse plain HTTP', () => {
    assert.equal(queues.size, 16);
    const policies = cloud.all('AWS::SQS::QueuePolicy');
    for (const [id, queue] of queues) {
      assert.equal(queue.Properties['SqsManagedSseEnabled'], true);
      const policy = policies.find(([, entry]) => entry.Properties['Queues'].some((ref: any) => ref.Ref === id));
      const deny = policy?.[1].Properties['PolicyDocument'].Statement.find((statement: any) => statement.Effect === 'Deny');
      assert.deepEqual(deny?.Condition, { Bool: { 'aws:SecureTransport': 'false' } }, queue.Properties['QueueName']);
      assert.deepEqual(list(deny?.Principal), [{ AWS: '*' }]);
    }
  });
});

describe('an operator is called', () => {
  const alarms = cloud.all('AWS::CloudWatch::Alarm');
  const of = (metric: string) => alarms.filter(([, alarm]) => alarm.Properties['MetricName'] === metric).length;

  it('for errors and refusals of every function', () => {
    assert.equal(of('Errors'), FUNCTIONS.length);
    assert.equal(of('Throttles'), FUNCTIONS.length);
  });

  it('for work that waits and a relay that falls behind', () => {
    assert.equal(of('ApproximateAgeOfOldestMessage'), 7);
    assert.equal(of('IteratorAge'), 1);
  });

  it('through the one topic, with a line that says what to do', () => {
    const [topic] = cloud.named('AWS::SNS::Topic', 'AlarmsTopic');
    assert.ok(alarms.length >= 26);
    for (const [id, alarm] of alarms) {
      assert.deepEqual(alarm.Properties['AlarmActions'].map(target), [topic], id);
      assert.match(alarm.Properties['AlarmDescription'], /.{20,}/, id);
    }
  });
});
