import { Validations } from 'aws-cdk-lib';
import type { WorkQueue } from '../queues';
import type { RustFunction } from '../rust-function';

/** Unless said otherwise: few enough that one slow message does not make the batch outlive the timeout. */
const BATCH_SIZE = 5;

/**
 * Lets a function work off a queue; a message that fails comes back alone.
 *
 * @param limits.maxConcurrency how many batches at once, to protect what lies behind
 * @param limits.batchSize how many messages in a batch
 */
export function consumeQueue(
  consumer: RustFunction,
  { queue }: WorkQueue,
  limits: { readonly maxConcurrency: number; readonly batchSize?: number },
): void {
  const mapping = consumer.fn.addEventSourceMapping('Queue', {
    eventSourceArn: queue.queueArn,
    batchSize: limits.batchSize ?? BATCH_SIZE,
    reportBatchItemFailures: true,
    maxConcurrency: limits.maxConcurrency,
  });
  Validations.of(mapping).acknowledge({
    id: 'Serverless-LambdaEventSourceMappingDestination',
    reason: 'A mapping of a standard SQS queue takes no destination: failures go to the queue\'s own dead-letter queue.',
  });
}
