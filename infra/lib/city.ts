import { readFileSync } from 'node:fs';

/** A court whose case system may hand in decrees. */
export interface Court {
  /** Code used in case numbers, such as `PA.Pas`; also the court's OAuth2 scope. */
  readonly code: string;
  readonly name: string;
  /** ARNs of whom AWS lets act for the court where it drops files; with none, the city's own account decides. */
  readonly filePrincipals: readonly string[];
}

/** What an officer may do at the office. */
export const DUTIES = ['print', 'cases', 'approve', 'feed', 'webhooks'] as const;
export type Duty = (typeof DUTIES)[number];

/** An officer, by an opaque code. */
export interface Officer {
  /** Such as `petugas-01`; also the officer's OAuth2 scope. */
  readonly code: string;
  readonly duties: readonly Duty[];
}

/** What an officer of the police may do at the desk. */
export const POLICE_DUTIES = ['answer', 'report', 'webhooks'] as const;
export type PoliceDuty = (typeof POLICE_DUTIES)[number];

/** An officer of the police, by an opaque code. */
export interface PoliceOfficer {
  /** Such as `polisi-01`; also the officer's OAuth2 scope. */
  readonly code: string;
  readonly duties: readonly PoliceDuty[];
}

/** What an officer of an aid office may do at its desk. */
export const AID_DUTIES = ['assess', 'approve', 'mentor', 'cashier', 'programme', 'lead', 'webhooks'] as const;
export type AidDuty = (typeof AID_DUTIES)[number];

/** An officer of an aid office, by an opaque code. */
export interface AidOfficer {
  /** Such as `dinsos-01`; also the officer's OAuth2 scope. */
  readonly code: string;
  readonly duties: readonly AidDuty[];
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
  /** Officers of the police. */
  readonly police: readonly PoliceOfficer[];
  /** Officers of all aid offices; none where no aid is offered. */
  readonly aid: readonly AidOfficer[];
  /** Codes of the aid offices, such as `dinsos`. */
  readonly aidOffices: readonly string[];
  /** E-mail addresses that are told of reports. */
  readonly subscribers: readonly string[];
}

/** Cognito allows these in a scope name, but a space or a slash would change its meaning. */
const COURT_CODE = /^[A-Za-z0-9][A-Za-z0-9.-]{1,29}$/;
const OFFICER_CODE = /^[a-z][a-z0-9-]{1,29}$/;
const AID_OFFICE_CODE = /^[a-z][a-z0-9-]{1,29}$/;
const REGION_CODE = /^\d{2}\.\d{2}$/;
/** As `cargo xtask city` has checked it: one account, role or user, and no star. */
const PRINCIPAL = /^arn:aws:iam::\d{12}:(root|(role|user)\/[A-Za-z0-9/_+=,.@-]+)$/;
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
  const filled = (value: unknown, name: string): unknown[] =>
    Array.isArray(value) && value.length > 0 ? value : fail(`${name} is empty`);

  const root = record(content, 'the file');
  const regionCode = text(root['regionCode'], 'regionCode');
  if (!REGION_CODE.test(regionCode)) fail(`regionCode ${regionCode} is not like 35.75`);
  const timezone = text(root['timezone'], 'timezone');
  if (!TIMEZONE.test(timezone)) fail(`timezone ${timezone} is not like Asia/Jakarta`);

  const courts = filled(root['courts'], 'courts');
  const officers = filled(root['officers'], 'officers');
  const reports = root['reports'] === undefined ? {} : record(root['reports'], 'reports');
  const subscribers = reports['subscribers'] ?? [];
  if (!Array.isArray(subscribers)) return fail('reports.subscribers is no list');
  const aid = root['aid'] === undefined ? {} : record(root['aid'], 'aid');
  const aidOffices = aid['offices'] ?? [];
  if (!Array.isArray(aidOffices)) return fail('aid.offices is no list');
  const seen = new Set<string>();
  const coded = <D extends string>(entry: unknown, name: string, like: string, duties: readonly D[]) => {
    const officer = record(entry, name);
    const code = text(officer['code'], `${name}.code`);
    if (!OFFICER_CODE.test(code)) fail(`${name}.code ${code} is not like ${like}`);
    if (seen.has(code)) fail(`${name}.code ${code} appears twice`);
    seen.add(code);
    return {
      code,
      duties: filled(officer['duties'], `${name}.duties`).map(
        (duty) => duties.find((known) => known === duty) ?? fail(`${name}.duties: ${String(duty)} is none`),
      ),
    };
  };
  return {
    region: { code: regionCode, name: text(root['name'], 'name') },
    subscribers: subscribers.map((address: unknown, index) => text(address, `reports.subscribers[${index}]`)),
    timezone,
    courts: courts.map((entry, index) => {
      const court = record(entry, `courts[${index}]`);
      const code = text(court['code'], `courts[${index}].code`);
      if (!COURT_CODE.test(code)) fail(`courts[${index}].code ${code} is not like PA.Pas`);
      if (seen.has(code)) fail(`courts[${index}].code ${code} appears twice`);
      seen.add(code);
      const principals = court['filePrincipals'] ?? [];
      if (!Array.isArray(principals)) return fail(`courts[${index}].filePrincipals is no list`);
      return {
        code,
        name: text(court['name'], `courts[${index}].name`),
        filePrincipals: principals.map((arn: unknown) =>
          PRINCIPAL.test(String(arn)) ? String(arn) : fail(`courts[${index}].filePrincipals: ${String(arn)} is no ARN`),
        ),
      };
    }),
    officers: officers.map((entry, index) => coded(entry, `officers[${index}]`, 'petugas-01', DUTIES)),
    police: filled(
      record(record(root['security'], 'security')['police'], 'security.police')['officers'],
      'security.police.officers',
    ).map((entry, index) => coded(entry, `security.police.officers[${index}]`, 'polisi-01', POLICE_DUTIES)),
    aidOffices: aidOffices.map((entry: unknown, office) => {
      const code = text(record(entry, `aid.offices[${office}]`)['code'], `aid.offices[${office}].code`);
      return AID_OFFICE_CODE.test(code) ? code : fail(`aid.offices[${office}].code ${code} is not like dinsos`);
    }),
    aid: aidOffices.flatMap((entry: unknown, office) => {
      const name = `aid.offices[${office}]`;
      return filled(record(entry, name)['officers'], `${name}.officers`).map((officer, index) =>
        coded(officer, `${name}.officers[${index}]`, 'dinsos-01', AID_DUTIES),
      );
    }),
  };
}
