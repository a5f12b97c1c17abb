import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Settings } from './settings';

/** How often a message is tried before an operator has to look at it. */
const MAX_RECEIVES = 5;

/**
 * A failed message comes back after this many of its consumer's timeouts. AWS asks for six, so
 * that its own retries fit inside; the local cloud has none, and whoever sits before it waits.
 */
const VISIBILITY_FACTOR = { aws: 6, local: 1 };

const LAST_STOP = 'Lambda delivers failures here; nothing consumes it, an alarm calls an operator.';

/** A queue of work and the queue of what could not be done. */
export interface WorkQueue {
  readonly queue: Queue;
  readonly dead: Queue;
}

/** The steps between an event in the journal and its consequences. Messages hold identifiers only. */
export class Queues extends Construct {
  readonly register: WorkQueue;
  readonly render: WorkQueue;
  readonly courier: WorkQueue;
  /** What former spouses said of aid, and registrations from which it counts. */
  readonly aid: WorkQueue;
  /** Documents that courts uploaded; the bucket itself sends. */
  readonly document: WorkQueue;
  /** Courts' files, and the chunks they are cut into. */
  readonly batch: WorkQueue;
  /** What offices' systems are to be told, and whom to bring what waits. */
  readonly webhook: WorkQueue;
  /** Positions in the journal's stream that could not be relayed. */
  readonly relayDead: Queue;
  /** Calls that were made without waiting for an answer, and failed. */
  readonly invokeDead: Queue;

  private readonly settings: Settings;

  constructor(scope: Construct, id: string, settings: Settings, timeouts: Timeouts) {
    super(scope, id);
    this.settings = settings;
    this.register = this.workQueue('Register', 'tuntas-register', timeouts.register);
    this.render = this.workQueue('Render', 'tuntas-render', timeouts.render);
    this.courier = this.workQueue('Courier', 'tuntas-courier', timeouts.courier);
    this.aid = this.workQueue('Aid', 'tuntas-aid', timeouts.aid);
    this.document = this.workQueue('Document', 'tuntas-document', timeouts.document);
    this.batch = this.workQueue('Batch', 'tuntas-batch', timeouts.batch);
    this.webhook = this.workQueue('Webhook', 'tuntas-webhook', timeouts.webhook);
    this.relayDead = this.lastStop('RelayDead', 'tuntas-relay-dlq');
    // The rules know a dead-letter queue by its being named as one; the relay's is not.
    Validations.of(this.relayDead).acknowledge({ id: 'AwsSolutions-SQS3', reason: LAST_STOP });
    this.invokeDead = this.lastStop('InvokeDead', 'tuntas-invoke-dlq');
  }

  /** Every queue an operator has to find empty. */
  get deadLetters(): readonly Queue[] {
    return [...this.work.map(({ dead }) => dead), this.relayDead, this.invokeDead];
  }

  /** Every queue with a consumer. */
  get work(): readonly WorkQueue[] {
    return [this.register, this.render, this.courier, this.aid, this.document, this.batch, this.webhook];
  }

  private workQueue(id: string, queueName: string, consumerTimeout: Duration): WorkQueue {
    const source = Stack.of(this).formatArn({ service: 'sqs', resource: queueName });
    const dead = new Queue(this, `${id}Dead`, {
      ...this.base(`${queueName}-dlq`),
      retentionPeriod: Duration.days(14),
      redriveAllowPolicy: {
        redrivePermission: RedrivePermission.BY_QUEUE,
        sourceQueues: [Queue.fromQueueArn(this, `${id}Source`, source)],
      },
    });
    const factor = this.settings.local ? VISIBILITY_FACTOR.local : VISIBILITY_FACTOR.aws;
    const queue = new Queue(this, id, {
      ...this.base(queueName),
      visibilityTimeout: Duration.seconds(consumerTimeout.toSeconds() * factor),
      // A dead letter keeps its first date: it must not expire on arrival.
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: dead, maxReceiveCount: MAX_RECEIVES },
    });
    Validations.of(dead).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason: 'This is the dead-letter queue: what lies here waits for an operator, watched by an alarm.',
    });
    return { queue, dead };
  }

  private lastStop(id: string, queueName: string): Queue {
    const queue = new Queue(this, id, { ...this.base(queueName), retentionPeriod: Duration.days(14) });
    Validations.of(queue).acknowledge({ id: 'Serverless-SQSRedrivePolicy', reason: LAST_STOP });
    return queue;
  }

  private base(queueName: string) {
    return {
      queueName,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: !this.settings.local,
      removalPolicy: this.settings.removalPolicy,
    };
  }
}

/** The timeout of each queue's consumer. */
export interface Timeouts {
  readonly register: Duration;
  readonly render: Duration;
  readonly courier: Duration;
  readonly aid: Duration;
  readonly document: Duration;
  readonly batch: Duration;
  readonly webhook: Duration;
}
