import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Node } from 'constructs';
import { type City, readCity } from './city';

/** The folder of `package.json`, wherever the compiled code lies. */
export const INFRA_DIR = join(__dirname, '..', '..');

/** Everything that may differ between two deployments of the same code. */
export interface Settings {
  readonly city: City;
  /** AWS region. */
  readonly region: string;
  /** Holds `<function>/bootstrap` and `<function>/city.json`; absent: the stand-in of the tests. */
  readonly functionsDir: string | undefined;
  readonly architecture: Architecture;
  /** The local cloud: nothing is protected from deletion, nothing needs TLS. */
  readonly local: boolean;
  /** Where the local cloud listens; only read when `local`. */
  readonly localEndpoint: URL;
  /** Base of links printed on documents and sent to people; absent: the API's own address. */
  readonly publicUrl: string | undefined;
  /** Base of the courier provider's API. */
  readonly courierUrl: string;
  /** `tracing` filter of the functions. */
  readonly logLevel: string;
  /** How long nobody, not even the account's owner, can remove evidence. */
  readonly evidenceRetention: Duration;
  readonly logRetention: RetentionDays;
  /** Tables, buckets and key outlive the stack, except in the local cloud. */
  readonly removalPolicy: RemovalPolicy;
  /** First label of the token endpoint's host name; unique in its AWS region. */
  readonly authDomain: string | undefined;
}

const ARCHITECTURES: Readonly<Record<string, Architecture>> = {
  x86_64: Architecture.X86_64,
  arm64: Architecture.ARM_64,
};

/** The data stay in the country. The command line's own default is not asked: it is elsewhere. */
const REGION = 'ap-southeast-3';

/** Evidence outlives the time in which a divorce's consequences are usually disputed. */
const EVIDENCE_YEARS = 10;

/**
 * Reads the settings from the CDK context (`-c name=value` or `cdk.json`).
 *
 * | context | meaning | default |
 * |---|---|---|
 * | `city` | path of a city.json | the sample, Kota Pasuruan |
 * | `region` | AWS region | `ap-southeast-3`, Jakarta |
 * | `functionsDir` | folder of built functions | a stand-in that refuses to run |
 * | `architecture` | `x86_64` or `arm64` | `x86_64` |
 * | `local` | `true` for the local cloud | `false` |
 * | `localEndpoint` | its address | `http://127.0.0.1:4566` |
 * | `publicUrl` | base of links given to people | the API's own address |
 * | `courierUrl` | base of the courier's API | Biteship, or the local simulator |
 * | `logLevel` | filter of the functions' logs | `info` |
 * | `evidenceYears` | years evidence is locked (AWS only) | `10` |
 * | `authDomain` | prefix of the token endpoint | `tuntas-<region>-<account>` |
 *
 * @throws Error naming the setting that cannot be used
 */
export function readSettings(node: Node): Settings {
  const text = (name: string): string | undefined => {
    const value: unknown = node.tryGetContext(name);
    return value === undefined || value === '' ? undefined : String(value);
  };
  const url = (name: string): string | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
      throw new Error(`${name}: ${value} is no http(s) address`);
    }
    return value.replace(/\/+$/, '');
  };

  const local = flag('local', text('local'));
  const architectureName = text('architecture') ?? 'x86_64';
  const architecture = ARCHITECTURES[architectureName];
  if (!architecture) {
    throw new Error(`architecture: ${architectureName} is neither x86_64 nor arm64`);
  }
  const functionsDir = text('functionsDir');
  if (functionsDir !== undefined && !(existsSync(functionsDir) && statSync(functionsDir).isDirectory())) {
    throw new Error(`functionsDir: ${functionsDir} is no folder`);
  }
  const years = Number(text('evidenceYears') ?? EVIDENCE_YEARS);
  if (!Number.isInteger(years) || years < 1 || years > 100) {
    throw new Error(`evidenceYears: ${years} is not between 1 and 100`);
  }
  const localEndpoint = new URL(url('localEndpoint') ?? 'http://127.0.0.1:4566');

  return {
    city: readCity(text('city') ?? join(INFRA_DIR, 'sample', 'city.json')),
    region: text('region') ?? REGION,
    functionsDir,
    architecture,
    local,
    localEndpoint,
    publicUrl: url('publicUrl'),
    courierUrl: url('courierUrl') ?? (local ? 'http://127.0.0.1:4577' : 'https://api.biteship.com'),
    logLevel: text('logLevel') ?? 'info',
    evidenceRetention: Duration.days(local ? 1 : years * 365),
    logRetention: local ? RetentionDays.ONE_WEEK : RetentionDays.ONE_YEAR,
    removalPolicy: local ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    authDomain: text('authDomain'),
  };
}

function flag(name: string, value: string | undefined): boolean {
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  throw new Error(`${name}: ${value} is neither true nor false`);
}
