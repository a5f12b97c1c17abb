import { Stack, Validations } from 'aws-cdk-lib';
import type { ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';

/** Accepts the star that means "every object below this folder of that one bucket". */
export function acknowledgeObjects(
  holder: Role | ManagedPolicy,
  bucket: Bucket,
  folder: string,
  reason = 'Which objects there will be is not known beforehand, so only their folder can be named.',
): void {
  const stack = Stack.of(bucket);
  const logicalId = String(stack.resolve(stack.getLogicalId(bucket.node.defaultChild as CfnBucket)));
  Validations.of(holder).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${folder}/*]`,
    reason,
  });
}
