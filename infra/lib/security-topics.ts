import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Settings } from './settings';
import type { Storage } from './storage';

/** What an office subscribes to: identifiers of requests that are near or unanswered. */
export class SecurityTopics extends Construct {
  /** By the code of a court, and `police`. */
  readonly topics: ReadonlyMap<string, Topic>;

  constructor(scope: Construct, id: string, settings: Settings, storage: Storage) {
    super(scope, id);
    const offices = [...settings.city.courts.map(({ code }) => code), 'police'];
    this.topics = new Map(
      offices.map((office) => [
        office,
        new Topic(this, office, {
          topicName: `tuntas-security-${office.replace(/[^A-Za-z0-9]/g, '-')}`,
          masterKey: storage.key,
          enforceSSL: !settings.local,
        }),
      ]),
    );
  }
}
