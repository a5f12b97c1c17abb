import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Settings } from './settings';
import type { Storage } from './storage';

/** Tells offices that there is a report: those of the city's settings, and whoever else subscribes. */
export function reportSubscribers(scope: Construct, settings: Settings, storage: Storage): Topic {
  const topic = new Topic(scope, 'ReportTopic', {
    topicName: 'tuntas-reports',
    displayName: 'Tuntas',
    masterKey: storage.key,
    enforceSSL: !settings.local,
  });
  for (const address of settings.city.subscribers) topic.addSubscription(new EmailSubscription(address));
  return topic;
}
