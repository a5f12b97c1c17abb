import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { RustFunction } from './rust-function';

export interface Times {
  /** What happens then, for the console. */
  readonly description: string;
  /** Such as `cron(30 23 * * ? *)` or `rate(15 minutes)`. */
  readonly expression: string;
  /** What is called is told this; nothing unless said. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** Receives calls that could not be made. */
  readonly dead: IQueue;
}

/** Calls a function at set times. */
export function schedule(target: RustFunction, id: string, times: Times): void {
  scheduleCall(target, id, target.fn.functionArn, times, [
    new PolicyStatement({ sid: 'Invoke', actions: ['lambda:InvokeFunction'], resources: [target.fn.functionArn] }),
  ]);
}

/** Calls a service at set times, no function between; the role that is returned may do what the call needs. */
export function scheduleService(
  scope: Construct,
  id: string,
  operation: string,
  times: Times,
  may: readonly PolicyStatement[],
): Role {
  return scheduleCall(scope, id, `arn:aws:scheduler:::aws-sdk:${operation}`, times, may);
}

/** Calls what the ARN names at set times, by a role that may do nothing else. Times are those of Jakarta. */
function scheduleCall(
  scope: Construct,
  id: string,
  arn: string,
  { description, expression, input = {}, dead }: Times,
  may: readonly PolicyStatement[],
): Role {
  const role = new Role(scope, `${id}Role`, {
    description: `Tuntas schedule: ${description}`,
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
  });
  for (const statement of may) role.addToPolicy(statement);
  role.addToPolicy(new PolicyStatement({ sid: 'Send', actions: ['sqs:SendMessage'], resources: [dead.queueArn] }));
  new CfnSchedule(scope, id, {
    description,
    scheduleExpression: expression,
    scheduleExpressionTimezone: 'Asia/Jakarta',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn,
      roleArn: role.roleArn,
      input: Stack.of(scope).toJsonString(input),
      deadLetterConfig: { arn: dead.queueArn },
      retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: 6 * 3600 },
    },
  });
  return role;
}
