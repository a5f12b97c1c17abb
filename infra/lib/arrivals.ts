import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';

/**
 * Tells queues of the objects that arrive in folders of a bucket; all folders of a bucket at once, because it has one list.
 *
 * Written into the bucket itself: CDK's own way needs a function of its own that may rewrite every bucket's list. The
 * queues trust the buckets of this account, because a queue that named the bucket could not be made before it.
 */
export function tellOfArrivals(bucket: Bucket, folders: Readonly<Record<string, Queue>>): void {
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.notificationConfiguration = {
    queueConfigurations: Object.entries(folders).map(([folder, queue]) => ({
      event: 's3:ObjectCreated:*',
      queue: queue.queueArn,
      filter: { s3Key: { rules: [{ name: 'prefix', value: `${folder}/` }] } },
    })),
  };
  for (const queue of new Set(Object.values(folders))) {
    queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Arrivals',
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(bucket).account } },
      }),
    );
    // S3 tries the queue out when it is told of it.
    resource.node.addDependency(queue.node.findChild('Policy'));
  }
}
