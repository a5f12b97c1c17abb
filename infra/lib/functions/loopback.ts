import type { Settings } from '../settings';

/**
 * In the local cloud a receiver is on the same machine. Functions built for release do not know this setting: whoever sets
 * it on AWS changes nothing.
 */
export function loopback({ local }: Settings): Record<string, string> {
  return local ? { WEBHOOK_LOOPBACK: 'allowed' } : {};
}
