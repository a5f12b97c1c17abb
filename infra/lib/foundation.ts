import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Queues } from './queues';
import type { Secrets } from './secrets';
import type { Settings } from './settings';
import type { Storage } from './storage';

/** What every function may be given a part of. */
export interface Foundation {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly queues: Queues;
  readonly secrets: Secrets;
  /** Base of the links given to people, without a slash at the end. */
  readonly publicUrl: string;
}

/** What all functions have in common. */
export function common(foundation: Foundation): { settings: Settings; invokeDead: IQueue } {
  return { settings: foundation.settings, invokeDead: foundation.queues.invokeDead };
}
