import { Aws, Duration, Stack, Validations } from 'aws-cdk-lib';
import {
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { AidDuty, Duty, PoliceDuty } from './city';
import type { Settings } from './settings';

/** What a caller of the API may do; the name after the slash, as the city's partners see it. */
export const SCOPES = {
  decreesWrite: { name: 'decrees.write', description: 'Hand in decrees and complete them' },
  decreesRead: { name: 'decrees.read', description: 'See what became of decrees' },
  printDesk: { name: 'print.desk', description: 'Print documents and hand them to a courier' },
  casesDesk: { name: 'cases.desk', description: 'Work on held cases, choices and corrections' },
  casesApprove: { name: 'cases.approve', description: 'Agree to what another officer proposed' },
  registerFeed: { name: 'register.feed', description: 'Acknowledge the change feed of the register' },
  securityRequest: { name: 'security.request', description: 'Ask the police to secure hearings and seizures' },
  securityAnswer: { name: 'security.answer', description: 'Answer requests for security' },
  securityReport: { name: 'security.report', description: 'Report what became of them' },
  aidAssess: { name: 'aid.assess', description: 'Assess what somebody needs who was referred' },
  aidApprove: { name: 'aid.approve', description: 'Decide over aid' },
  aidMentor: { name: 'aid.mentor', description: 'Accompany somebody' },
  aidCashier: { name: 'aid.cashier', description: 'Pay aid out' },
  aidProgramme: { name: 'aid.programme', description: 'Publish and edit programmes of aid' },
  aidLead: { name: 'aid.lead', description: 'Lead an aid office' },
  webhooksManage: { name: 'webhooks.manage', description: 'Have an office\'s own systems told of what happens' },
} as const;

export type Scope = keyof typeof SCOPES;

const DUTY_SCOPES: Readonly<Record<Duty, Scope>> = {
  print: 'printDesk',
  cases: 'casesDesk',
  approve: 'casesApprove',
  feed: 'registerFeed',
  webhooks: 'webhooksManage',
};

const POLICE_DUTY_SCOPES: Readonly<Record<PoliceDuty, Scope>> = {
  answer: 'securityAnswer',
  report: 'securityReport',
  webhooks: 'webhooksManage',
};

const AID_DUTY_SCOPES: Readonly<Record<AidDuty, Scope>> = {
  assess: 'aidAssess',
  approve: 'aidApprove',
  mentor: 'aidMentor',
  cashier: 'aidCashier',
  programme: 'aidProgramme',
  lead: 'aidLead',
  webhooks: 'webhooksManage',
};

/** Who holds a client. */
interface Holder {
  readonly code: string;
  readonly description: string;
  readonly may: readonly Scope[];
}

/** A scope as it stands in a token. */
export function scopeInToken(scope: Scope): string {
  return `tuntas/${SCOPES[scope].name}`;
}

/**
 * Who may call the API: machines with a secret of their own, one for each court and one for
 * each officer's place at the registry office, at the police and at the aid offices. The pool holds no people, only their
 * opaque codes.
 */
export class Identity extends Construct {
  readonly pool: UserPool;
  /** By court code. */
  readonly courtClients: ReadonlyMap<string, UserPoolClient>;
  /** By officer code. */
  readonly officerClients: ReadonlyMap<string, UserPoolClient>;
  /** By the code of an officer of the police. */
  readonly policeClients: ReadonlyMap<string, UserPoolClient>;
  /** By the code of an officer of an aid office. */
  readonly aidClients: ReadonlyMap<string, UserPoolClient>;
  /** Where a client gets its token. */
  readonly tokenUrl: string;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);

    this.pool = new UserPool(this, 'Pool', {
      userPoolName: 'tuntas',
      selfSignUpEnabled: false,
      featurePlan: FeaturePlan.ESSENTIALS,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      deletionProtection: !settings.local,
      removalPolicy: settings.removalPolicy,
    });
    Validations.of(this.pool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason: 'The Plus plan watches the sign-ins of people; only machines get tokens here.',
    });

    const prefix =
      settings.authDomain ??
      `tuntas-${settings.city.region.code.replace('.', '')}-${Aws.ACCOUNT_ID}`;
    const domain = this.pool.addDomain('Domain', { cognitoDomain: { domainPrefix: prefix } });
    this.tokenUrl = settings.local
      ? new URL('/oauth2/token', settings.localEndpoint).href
      : `https://${domain.domainName}.auth.${Stack.of(this).region}.amazoncognito.com/oauth2/token`;

    const scopes = Object.fromEntries(
      Object.entries(SCOPES).map(([key, { name, description }]) => [
        key,
        new ResourceServerScope({ scopeName: name, scopeDescription: description }),
      ]),
    ) as Record<Scope, ResourceServerScope>;
    const tuntas = this.pool.addResourceServer('Tuntas', {
      identifier: 'tuntas',
      scopes: Object.values(scopes),
    });

    // The client of each holder has a scope that says who it is, beside those for what it may do.
    const office = (id: string, identifier: string, holders: readonly Holder[]) => {
      const known = holders.map(({ code, description, may }) => ({
        code,
        may,
        self: new ResourceServerScope({ scopeName: code, scopeDescription: description }),
      }));
      const server = this.pool.addResourceServer(id, { identifier, scopes: known.map(({ self }) => self) });
      return new Map(
        known.map(({ code, may, self }) => [
          code,
          this.machine(`${identifier}-${code}`, [
            ...may.map((scope) => OAuthScope.resourceServer(tuntas, scopes[scope])),
            OAuthScope.resourceServer(server, self),
          ]),
        ]),
      );
    };
    const { courts, officers, police, aid } = settings.city;
    this.courtClients = office(
      'Courts',
      'court',
      courts.map(({ code, name }) => ({
        code,
        description: name,
        may: ['decreesWrite', 'decreesRead', 'securityRequest', 'webhooksManage'],
      })),
    );
    this.officerClients = office(
      'Officers',
      'officer',
      officers.map(({ code, duties }) => ({
        code,
        description: `Officer ${code}`,
        may: duties.map((duty) => DUTY_SCOPES[duty]),
      })),
    );
    this.policeClients = office(
      'Police',
      'police',
      police.map(({ code, duties }) => ({
        code,
        description: `Police officer ${code}`,
        may: duties.map((duty) => POLICE_DUTY_SCOPES[duty]),
      })),
    );
    this.aidClients = aid.length === 0 ? new Map() : office(
      'AidOffices',
      'aid',
      aid.map(({ code, duties }) => ({
        code,
        description: `Officer ${code} of an aid office`,
        may: duties.map((duty) => AID_DUTY_SCOPES[duty]),
      })),
    );
  }

  /** Every client the API lets in. */
  get clients(): UserPoolClient[] {
    return [
      ...this.courtClients.values(),
      ...this.officerClients.values(),
      ...this.policeClients.values(),
      ...this.aidClients.values(),
    ];
  }

  private machine(name: string, scopes: OAuthScope[]): UserPoolClient {
    return this.pool.addClient(name, {
      userPoolClientName: name,
      generateSecret: true,
      accessTokenValidity: Duration.hours(1),
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
      authFlows: {},
      oAuth: { flows: { clientCredentials: true }, scopes },
    });
  }
}
