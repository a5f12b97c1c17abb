import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Foundation } from './foundation';

/** A topic that is encrypted with our key and refuses plain HTTP. */
export function closedTopic(
  scope: Construct,
  id: string,
  topicName: string,
  { settings, storage }: Pick<Foundation, 'settings' | 'storage'>,
  displayName?: string,
): Topic {
  return new Topic(scope, id, {
    topicName,
    ...(displayName !== undefined && { displayName }),
    masterKey: storage.key,
    enforceSSL: !settings.local,
  });
}

/** Tells that a court's file is done or was put aside: identifiers and counts only. Who wants to know, subscribes. */
export function batchTopic(scope: Construct, foundation: Foundation): Topic {
  return closedTopic(scope, 'BatchTopic', 'tuntas-batch', foundation);
}

/** Tells offices that there is a report: those of the city's settings, and whoever else subscribes. */
export function reportTopic(scope: Construct, foundation: Foundation): Topic {
  const topic = closedTopic(scope, 'ReportTopic', 'tuntas-reports', foundation, 'Tuntas');
  for (const address of foundation.settings.city.subscribers) topic.addSubscription(new EmailSubscription(address));
  return topic;
}

/** Tells an office that one of its webhooks was disabled. By `court/<code>`, `registry`, `police` and `aid/<code>`. */
export function webhookTopics(scope: Construct, foundation: Foundation): ReadonlyMap<string, Topic> {
  const topics = new Construct(scope, 'WebhookTopics');
  const { courts, aidOffices } = foundation.settings.city;
  const offices = [
    ...courts.map(({ code }) => `court/${code}`),
    'registry',
    'police',
    ...aidOffices.map((code) => `aid/${code}`),
  ];
  return new Map(
    offices.map((office) => {
      const id = office.replace(/[^A-Za-z0-9]/g, '-');
      return [office, closedTopic(topics, id, `tuntas-webhooks-${id}`, foundation)];
    }),
  );
}

/** What an aid office subscribes to: identifiers of referrals with something overdue. By the code of the office. */
export function aidTopics(scope: Construct, foundation: Foundation): ReadonlyMap<string, Topic> {
  const topics = new Construct(scope, 'AidTopics');
  return new Map(
    foundation.settings.city.aidOffices.map((code) => [
      code,
      closedTopic(topics, code, `tuntas-aid-${code}`, foundation),
    ]),
  );
}

/** What offices subscribe to: identifiers of requests that are near or unanswered. By the code of a court, and `police`. */
export function securityTopics(scope: Construct, foundation: Foundation): ReadonlyMap<string, Topic> {
  const topics = new Construct(scope, 'SecurityTopics');
  const offices = [...foundation.settings.city.courts.map(({ code }) => code), 'police'];
  return new Map(
    offices.map((office) => [
      office,
      closedTopic(topics, office, `tuntas-security-${office.replace(/[^A-Za-z0-9]/g, '-')}`, foundation),
    ]),
  );
}
