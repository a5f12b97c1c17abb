import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Duration, Size, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ObjectAccess } from './grants';
import { acknowledgeObjects } from './nag';
import { INFRA_DIR, type Settings } from './settings';
import { DEFAULT_TIMEOUT } from './timeouts';

const DEFAULT_MEMORY_MIB = 256;

export interface RustFunctionProps {
  readonly settings: Settings;
  /** What it does, for the console. */
  readonly description: string;
  readonly memoryMiB?: number;
  /** Room for temporary files. */
  readonly diskMiB?: number;
  readonly timeout?: Duration;
  /** Without the `TUNTAS_` prefix, which every name gets. */
  readonly environment: Readonly<Record<string, string>>;
  /** All it may do besides writing its own log. */
  readonly permissions: readonly PolicyStatement[];
  /** Receives calls made without waiting that failed. */
  readonly invokeDead: IQueue;
}

/**
 * One of the compiled functions, with a role of its own and a log of its own.
 * The construct's id is the name of the crate, of the binary's folder and of the log group.
 */
export class RustFunction extends Construct {
  readonly fn: Function;
  readonly role: Role;

  constructor(scope: Construct, name: string, props: RustFunctionProps) {
    super(scope, name);
    const { settings } = props;

    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/tuntas/${name}`,
      retention: settings.logRetention,
      removalPolicy: settings.removalPolicy,
    });

    this.role = new Role(this, 'Role', {
      description: `Tuntas function ${name}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    this.role.addToPolicy(
      new PolicyStatement({
        sid: 'OwnLog',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    for (const statement of props.permissions) {
      this.role.addToPolicy(statement);
      if (statement instanceof ObjectAccess) acknowledgeObjects(this.role, statement.bucket, statement.folder);
    }

    this.fn = new Function(this, 'Function', {
      functionName: `tuntas-${name}`,
      description: props.description,
      runtime: Runtime.PROVIDED_AL2023,
      architecture: settings.architecture,
      handler: 'bootstrap',
      code: Code.fromAsset(codeOf(name, settings.functionsDir)),
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: settings.local ? Tracing.DISABLED : Tracing.ACTIVE,
      memorySize: props.memoryMiB ?? DEFAULT_MEMORY_MIB,
      timeout: props.timeout ?? DEFAULT_TIMEOUT,
      ...(props.diskMiB !== undefined && { ephemeralStorageSize: Size.mebibytes(props.diskMiB) }),
      deadLetterQueue: props.invokeDead,
      environment: {
        TUNTAS_LOG: settings.logLevel,
        ...Object.fromEntries(
          Object.entries(props.environment).map(([key, value]) => [`TUNTAS_${key}`, value]),
        ),
      },
    });
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Only for actions that have no resource to name: xray:Put* of a traced function, dynamodb:ListStreams of the relay.',
    });
  }
}

/** The function's folder, or the same packed beforehand; without built functions the stand-in. */
function codeOf(name: string, functionsDir: string | undefined): string {
  if (functionsDir === undefined) return join(INFRA_DIR, 'stub');
  const packed = join(functionsDir, `${name}.zip`);
  return existsSync(packed) ? packed : join(functionsDir, name);
}
