import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { keyUse, queueSend, streamConsume } from '../grants';
import { RustFunction } from '../rust-function';

/** Turns events of the journal into messages for the steps they call for. */
export function journalRelay(scope: Construct, foundation: Foundation): RustFunction {
  const { storage, queues } = foundation;
  const relay = new RustFunction(scope, 'journal-relay', {
    ...common(foundation),
    description: 'Stream of cases: sends each event to the queues of the steps it calls for',
    environment: {
      REGISTER_QUEUE_URL: queues.register.queue.queueUrl,
      RENDER_QUEUE_URL: queues.render.queue.queueUrl,
      COURIER_QUEUE_URL: queues.courier.queue.queueUrl,
      AID_QUEUE_URL: queues.aid.queue.queueUrl,
      WEBHOOK_QUEUE_URL: queues.webhook.queue.queueUrl,
    },
    permissions: [
      ...streamConsume(storage.cases),
      queueSend(
        queues.register.queue,
        queues.render.queue,
        queues.courier.queue,
        queues.aid.queue,
        queues.webhook.queue,
      ),
      keyUse(storage.key, false, ['dynamodb']),
    ],
  });
  relay.fn.addEventSourceMapping('Cases', {
    eventSourceArn: storage.cases.tableStreamArn as string,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    // The stream forgets after a day; a poisoned record must not hold the others that long.
    retryAttempts: 20,
    maxRecordAge: Duration.hours(6),
    onFailure: new SqsDlq(queues.relayDead),
    filters: [
      FilterCriteria.filter({
        eventName: FilterRule.isEqual('INSERT'),
        dynamodb: { NewImage: { entity: { S: FilterRule.or('event', 'security-event', 'aid-event', 'programme-event') } } },
      }),
    ],
  });
  return relay;
}
