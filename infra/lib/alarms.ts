import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Api } from './api';
import type { Foundation } from './foundation';
import type { RustFunction } from './rust-function';
import { closedTopic } from './topics';

const PERIOD = Duration.minutes(5);

/** What the functions count themselves, and what it means for an operator. */
const OWN_METRICS = [
  {
    metric: 'NumberPoolEmpty',
    fn: 'register-update',
    meaning: 'No KK number is left for a kecamatan: import numbers that SIAK issued, then redrive the queue.',
  },
  {
    metric: 'NumberPoolLow',
    fn: 'register-update',
    meaning: 'Few KK numbers are left for a kecamatan: ask SIAK for a block and import it.',
  },
  {
    metric: 'DocumentOrphaned',
    fn: 'document-check',
    meaning: 'A file lay where courts upload, and nobody had announced it: see in the access log who put it there.',
  },
  {
    metric: 'CourierRecallTooLate',
    fn: 'courier-dispatch',
    meaning: 'A rider who was called back has the envelope already: see that it comes back to the office.',
  },
  {
    metric: 'CourierStrayRiding',
    fn: 'courier-webhook',
    meaning: 'A rider whom nobody waits for has an envelope: call the courier, it has to come back to the office.',
  },
  {
    metric: 'CourierRefused',
    fn: 'courier-dispatch',
    meaning: 'The courier refused an envelope: the print desk asks for another one, or the addressee collects it.',
  },
  {
    metric: 'CourierStatusUnknown',
    fn: 'courier-webhook',
    meaning: 'The courier reports a status that is not known here: look the order up and tell the developers.',
  },
  {
    metric: 'BatchQuarantined',
    fn: 'decree-batch',
    meaning: 'A file of a court was put aside: the reason lies beside it in quarantine/, and the court has to send it again.',
  },
  {
    metric: 'CourierReportUnreadable',
    fn: 'courier-webhook',
    meaning: 'The courier sends reports that cannot be read: its interface may have changed.',
  },
  {
    metric: 'SecurityAnswerOverdue',
    fn: 'security-reminders',
    meaning: 'The police have not answered a request for security in time: call the desk of the police.',
  },
  {
    metric: 'WebhookDisabled',
    fn: 'webhook-dispatch',
    meaning: 'An office\'s own system has taken nothing for five days, or wants nothing more: call the office.',
  },
  {
    metric: 'ReportDiffers',
    fn: 'report-export',
    meaning: 'A report made again is not the one that is stored: nothing was overwritten; find out which is right.',
  },
  {
    metric: 'RegisterFaults',
    fn: 'report-export',
    meaning: 'Households that cases wrote break a rule of the register: see the last daily report, and mend the register.',
  },
] as const;

/** Calls an operator; who that is, subscribes to the topic. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(
    scope: Construct,
    id: string,
    { settings, storage, queues }: Foundation,
    functions: Readonly<Record<string, RustFunction>>,
    api: Api,
  ) {
    super(scope, id);

    this.topic = closedTopic(this, 'Topic', 'tuntas-alarms', { settings, storage });
    storage.key.grant(
      new ServicePrincipal('cloudwatch.amazonaws.com'),
      'kms:Decrypt',
      'kms:GenerateDataKey',
    );

    for (const queue of queues.deadLetters) {
      this.alarm(
        `${queue.node.id}-not-empty`,
        'Something could not be done: read the runbook, mend the cause, redrive the queue.',
        queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: 'max' }),
        1,
      );
    }
    for (const { queue } of queues.work) {
      this.alarm(
        `${queue.node.id}-waiting`,
        'Work is waiting longer than it should: its function is failing, throttled or too slow.',
        queue.metricApproximateAgeOfOldestMessage({ period: PERIOD, statistic: 'max' }),
        Duration.minutes(30).toSeconds(),
      );
    }
    for (const [name, { fn }] of Object.entries(functions)) {
      this.alarm(`${name}-errors`, `${name} failed: see its log group.`, fn.metricErrors({ period: PERIOD }), 1);
      this.alarm(
        `${name}-throttles`,
        `${name} was refused a place to run: raise the account's concurrency.`,
        fn.metricThrottles({ period: PERIOD }),
        1,
        3,
      );
    }
    const relay = functions['journal-relay'];
    if (!relay) throw new Error('no journal-relay to watch');
    this.alarm(
      'journal-relay-behind',
      'Events reach their next step late: the relay is failing or too slow.',
      relay.fn.metric('IteratorAge', { period: PERIOD, statistic: 'max' }),
      Duration.minutes(5).toMilliseconds(),
    );
    for (const { metric, fn, meaning } of OWN_METRICS) {
      this.alarm(
        metric,
        meaning,
        new Metric({
          namespace: 'Tuntas',
          metricName: metric,
          dimensionsMap: { function: fn },
          period: PERIOD,
          statistic: 'sum',
        }),
        1,
      );
    }
    this.alarm(
      'http-5xx',
      'The API answers with errors of its own making.',
      new Metric({
        namespace: 'AWS/ApiGateway',
        metricName: '5xx',
        dimensionsMap: { ApiId: api.http.apiId },
        period: PERIOD,
        statistic: 'sum',
      }),
      5,
    );
  }

  private alarm(id: string, alarmDescription: string, metric: IMetric, threshold: number, periods = 1): void {
    new Alarm(this, id, {
      alarmDescription,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(this.topic));
  }
}
