import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Settings } from './settings';
import type { Storage } from './storage';

/** Tells that a court's file is done or was put aside: identifiers and counts only. Who wants to know, subscribes. */
export function batchTopic(scope: Construct, storage: Storage, settings: Settings): Topic {
  return new Topic(scope, 'BatchTopic', {
    topicName: 'tuntas-batch',
    masterKey: storage.key,
    enforceSSL: !settings.local,
  });
}
