import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** What is known of each holder of a code, as a JSON object. */
export function byCode<T>(scope: Construct, holders: ReadonlyMap<string, T>, what: (holder: T) => string): string {
  return Stack.of(scope).toJsonString(
    Object.fromEntries([...holders].map(([code, holder]) => [code, what(holder)])),
  );
}
