import { readFileSync } from 'node:fs';

/** A court whose case system may hand in decrees. */
export interface Court {
  /** Code used in case numbers, such as `PA.Pas`; also the court's OAuth2 scope. */
  readonly code: string;
  readonly name: string;
}

/** What an officer may do at the office. */
export const DUTIES = ['print', 'cases', 'approve', 'feed'] as const;
export type Duty = (typeof DUTIES)[number];

/** An officer, by an opaque code. */
export interface Officer {
  /** Such as `petugas-01`; also the officer's OAuth2 scope. */
  readonly code: string;
  readonly duties: readonly Duty[];
}

/** What the cloud needs to know of a city; the functions read the rest themselves. */
export interface City {
  readonly region: {
    /** Kemendagri code of the regency or city, such as `35.75`. */
    readonly code: string;
    readonly name: string;
  };
  /** IANA name, such as `Asia/Jakarta`. */
  readonly timezone: string;
  readonly courts: readonly Court[];
  readonly officers: readonly Officer[];
  /** E-mail addresses that are told of reports. */
  readonly subscribers: readonly string[];
}

/** Cognito allows these in a scope name, but a space or a slash would change its meaning. */
const COURT_CODE = /^[A-Za-z0-9][A-Za-z0-9.-]{1,29}$/;
const OFFICER_CODE = /^[a-z][a-z0-9-]{1,29}$/;
const REGION_CODE = /^\d{2}\.\d{2}$/;
/** It stands in queries, between quotes. */
const TIMEZONE = /^[A-Za-z]+(\/[A-Za-z_]+)*$/;

/**
 * Reads the merged `city.json` that lies beside each function's binary.
 * Members the cloud has no use for are ignored.
 *
 * @throws Error naming the file and the member that is missing or malformed
 */
export function readCity(path: string): City {
  return parseCity(JSON.parse(readFileSync(path, 'utf8')), path);
}

/** As {@link readCity}, for content already parsed; `source` is named in errors. */
export function parseCity(content: unknown, source: string): City {
  const fail = (what: string): never => {
    throw new Error(`${source}: ${what}`);
  };
  const record = (value: unknown, name: string): Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : fail(`${name} is not an object`);
  const text = (value: unknown, name: string): string =>
    typeof value === 'string' && value.trim() !== '' ? value : fail(`${name} is not a text`);

  const root = record(content, 'the file');
  const regionCode = text(root['regionCode'], 'regionCode');
  if (!REGION_CODE.test(regionCode)) fail(`regionCode ${regionCode} is not like 35.75`);
  const timezone = text(root['timezone'], 'timezone');
  if (!TIMEZONE.test(timezone)) fail(`timezone ${timezone} is not like Asia/Jakarta`);

  const courts = root['courts'];
  if (!Array.isArray(courts) || courts.length === 0) return fail('courts is empty');
  const officers = root['officers'];
  if (!Array.isArray(officers) || officers.length === 0) return fail('officers is empty');
  const reports = root['reports'] === undefined ? {} : record(root['reports'], 'reports');
  const subscribers = reports['subscribers'] ?? [];
  if (!Array.isArray(subscribers)) return fail('reports.subscribers is no list');
  const seen = new Set<string>();
  return {
    region: { code: regionCode, name: text(root['name'], 'name') },
    subscribers: subscribers.map((address: unknown, index) => text(address, `reports.subscribers[${index}]`)),
    timezone,
    courts: courts.map((entry: unknown, index) => {
      const court = record(entry, `courts[${index}]`);
      const code = text(court['code'], `courts[${index}].code`);
      if (!COURT_CODE.test(code)) fail(`courts[${index}].code ${code} is not like PA.Pas`);
      if (seen.has(code)) fail(`courts[${index}].code ${code} appears twice`);
      seen.add(code);
      return { code, name: text(court['name'], `courts[${index}].name`) };
    }),
    officers: officers.map((entry: unknown, index) => {
      const officer = record(entry, `officers[${index}]`);
      const code = text(officer['code'], `officers[${index}].code`);
      if (!OFFICER_CODE.test(code)) fail(`officers[${index}].code ${code} is not like petugas-01`);
      if (seen.has(code)) fail(`officers[${index}].code ${code} appears twice`);
      seen.add(code);
      const duties = officer['duties'];
      if (!Array.isArray(duties) || duties.length === 0) return fail(`officers[${index}].duties is empty`);
      return {
        code,
        duties: duties.map(
          (duty) => DUTIES.find((known) => known === duty) ?? fail(`officers[${index}].duties: ${String(duty)} is none`),
        ),
      };
    }),
  };
}
