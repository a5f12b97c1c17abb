import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { tuntas } from '../lib/app';
import { INFRA_DIR } from '../lib/settings';

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, any>;
  readonly DependsOn?: string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

/** The functions. */
export const FUNCTIONS = [
  'aid-desk',
  'aid-referral',
  'aid-reminders',
  'card-render',
  'case-tracking',
  'courier-dispatch',
  'courier-webhook',
  'decree-batch',
  'decree-intake',
  'document-check',
  'journal-relay',
  'journal-seal',
  'print-desk',
  'register-feed',
  'register-update',
  'registry-desk',
  'report-export',
  'security-desk',
  'security-reminders',
  'webhook-desk',
  'webhook-dispatch',
] as const;

/** The app as `cdk synth` makes it, with settings of the test's own. */
export function app(context: Record<string, string> = {}) {
  const flags = JSON.parse(readFileSync(join(INFRA_DIR, 'cdk.json'), 'utf8')).context;
  return tuntas({ context: { ...flags, ...context }, outdir: undefined });
}

/** A template with the questions the tests ask of it. */
export class Cloud {
  readonly template: Template;

  constructor(context: Record<string, string> = {}) {
    this.template = Template.fromStack(app(context).stack);
  }

  /** How many resources there are. */
  get size(): number {
    return Object.keys(this.template.toJSON()['Resources']).length;
  }

  /** Resources of a type, by logical id. */
  all(type: string): [string, Resource][] {
    return Object.entries(this.template.findResources(type)) as [string, Resource][];
  }

  get(type: string, logicalId: string): Resource {
    const found = this.all(type).find(([id]) => id === logicalId);
    if (!found) throw new Error(`no ${type} ${logicalId}`);
    return found[1];
  }

  /** The one resource of a type whose logical id starts so. */
  named(type: string, prefix: string): [string, Resource] {
    const found = this.all(type).filter(([id]) => id.startsWith(prefix));
    if (found.length !== 1 || !found[0]) throw new Error(`${found.length} of ${type} ${prefix}`);
    return found[0];
  }

  /** Functions by name, without the prefix. */
  functions(): Map<string, [string, Resource]> {
    return new Map(
      this.all('AWS::Lambda::Function').map(([id, fn]) => [
        String(fn.Properties['FunctionName']).replace(/^tuntas-/, ''),
        [id, fn],
      ]),
    );
  }

  /** What a function's own role may do, wherever it is written. */
  statements(name: string): Statement[] {
    const [, fn] = this.functions().get(name) ?? [];
    const role = fn?.Properties['Role']['Fn::GetAtt'][0];
    if (!role) throw new Error(`no role of ${name}`);
    const inline = (this.get('AWS::IAM::Role', role).Properties['Policies'] ?? []).flatMap(
      (policy: any) => policy.PolicyDocument.Statement,
    );
    const attached = this.all('AWS::IAM::Policy')
      .filter(([, policy]) => policy.Properties['Roles'].some((ref: any) => ref.Ref === role))
      .flatMap(([, policy]) => policy.Properties['PolicyDocument'].Statement);
    return [...inline, ...attached];
  }
}

/** A member that the template writes as one value or as a list. */
export function list(value: unknown): any[] {
  return Array.isArray(value) ? value : [value];
}

/** The logical id that a reference or an attribute names, if it is one. */
export function target(value: any): string | undefined {
  return value?.Ref ?? value?.['Fn::GetAtt']?.[0];
}
