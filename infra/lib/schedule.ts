import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { RustFunction } from './rust-function';

export interface Times {
  /** What happens then, for the console. */
  readonly description: string;
  /** Such as `cron(30 23 * * ? *)` or `rate(15 minutes)`. */
  readonly expression: string;
  /** What the function is told; nothing unless said. */
  readonly input?: Readonly<Record<string, string>>;
  /** Receives calls that could not be made. */
  readonly dead: IQueue;
}

/** Calls a function at set times, by a role that may do nothing else. Times are those of Jakarta. */
export function schedule(target: RustFunction, id: string, { description, expression, input = {}, dead }: Times): void {
  const role = new Role(target, `${id}Role`, {
    description: `Tuntas schedule: ${description}`,
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
  });
  role.addToPolicy(
    new PolicyStatement({ sid: 'Invoke', actions: ['lambda:InvokeFunction'], resources: [target.fn.functionArn] }),
  );
  role.addToPolicy(
    new PolicyStatement({ sid: 'Send', actions: ['sqs:SendMessage'], resources: [dead.queueArn] }),
  );
  new CfnSchedule(target, id, {
    description,
    scheduleExpression: expression,
    scheduleExpressionTimezone: 'Asia/Jakarta',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: target.fn.functionArn,
      roleArn: role.roleArn,
      input: JSON.stringify(input),
      deadLetterConfig: { arn: dead.queueArn },
      retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: 6 * 3600 },
    },
  });
}
