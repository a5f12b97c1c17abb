import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { keySign, keyUse, ObjectAccess, streamConsume, tableAccess } from '../grants';
import { RustFunction } from '../rust-function';
import { RENDER_TIMEOUT } from '../timeouts';

/** Writes every change of the register, in order and signed, for entry into SIAK. */
export function registerFeed(scope: Construct, foundation: Foundation): RustFunction {
  const { storage, queues } = foundation;
  const feed = new RustFunction(scope, 'register-feed', {
    ...common(foundation),
    description: 'Stream of register: writes the signed change feed for SIAK',
    timeout: RENDER_TIMEOUT,
    environment: {
      REGISTER_TABLE: storage.register.tableName,
      FEED_TABLE: storage.feed.tableName,
      FEED_BUCKET: storage.exchange.bucketName,
      FEED_KEY_ARN: storage.feedKey.keyArn,
    },
    permissions: [
      ...streamConsume(storage.register),
      ...tableAccess('Register', storage.register, { GetItem: ['HH'] }),
      ...tableAccess('Feed', storage.feed, {
        GetItem: ['FEED', 'FILE', 'ENTRY'],
        PutItem: ['FEED', 'FILE', 'ENTRY', 'OPEN'],
        // The file before lies in the bucket, and no version is told before the one it follows.
        ConditionCheckItem: ['FILE', 'ENTRY'],
      }),
      new ObjectAccess('Exchange', storage.exchange, ['PutObject'], 'register-feed'),
      keySign(storage.feedKey),
      keyUse(storage.key, true, ['dynamodb', 's3']),
    ],
  });
  feed.fn.addEventSourceMapping('Register', {
    eventSourceArn: storage.register.tableStreamArn as string,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 20,
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    // Order matters more than one record: it is tried for as long as the stream remembers it.
    retryAttempts: 200,
    maxRecordAge: Duration.hours(23),
    onFailure: new SqsDlq(queues.relayDead),
    filters: [
      FilterCriteria.filter({
        eventName: FilterRule.isEqual('INSERT'),
        dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('V#') } } },
      }),
    ],
  });
  return feed;
}
