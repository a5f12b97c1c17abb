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
import type { Duty, PoliceDuty } from './city';
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
} as const;

export type Scope = keyof typeof SCOPES;

const DUTY_SCOPES: Readonly<Record<Duty, Scope>> = {
  print: 'printDesk',
  cases: 'casesDesk',
  approve: 'casesApprove',
  feed: 'registerFeed',
};

const POLICE_DUTY_SCOPES: Readonly<Record<PoliceDuty, Scope>> = {
  answer: 'securityAnswer',
  report: 'securityReport',
};

/** A scope as it stands in a token. */
export function scopeInToken(scope: Scope): string {
  return `tuntas/${SCOPES[scope].name}`;
}

/**
 * Who may call the API: machines with a secret of their own, one for each court and one for
 * each officer's place at the registry office and at the police. The pool holds no people, only their
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

    const courtScopes = settings.city.courts.map(
      (court) => new ResourceServerScope({ scopeName: court.code, scopeDescription: court.name }),
    );
    const courts = this.pool.addResourceServer('Courts', {
      identifier: 'court',
      scopes: courtScopes,
    });

    this.courtClients = new Map(
      courtScopes.map((court) => [
        court.scopeName,
        this.machine(`court-${court.scopeName}`, [
          OAuthScope.resourceServer(tuntas, scopes.decreesWrite),
          OAuthScope.resourceServer(tuntas, scopes.decreesRead),
          OAuthScope.resourceServer(tuntas, scopes.securityRequest),
          OAuthScope.resourceServer(courts, court),
        ]),
      ]),
    );
    const officerScopes = settings.city.officers.map(
      ({ code }) => new ResourceServerScope({ scopeName: code, scopeDescription: `Officer ${code}` }),
    );
    const officers = this.pool.addResourceServer('Officers', {
      identifier: 'officer',
      scopes: officerScopes,
    });
    this.officerClients = new Map(
      settings.city.officers.map(({ code, duties }, index) => [
        code,
        this.machine(`officer-${code}`, [
          ...duties.map((duty) => OAuthScope.resourceServer(tuntas, scopes[DUTY_SCOPES[duty]])),
          OAuthScope.resourceServer(officers, officerScopes[index] as ResourceServerScope),
        ]),
      ]),
    );
    const police = settings.city.police;
    const policeScopes = police.map(
      ({ code }) => new ResourceServerScope({ scopeName: code, scopeDescription: `Police officer ${code}` }),
    );
    const policeServer = this.pool.addResourceServer('Police', { identifier: 'police', scopes: policeScopes });
    this.policeClients = new Map(
      police.map(({ code, duties }, index) => [
        code,
        this.machine(`police-${code}`, [
          ...duties.map((duty) => OAuthScope.resourceServer(tuntas, scopes[POLICE_DUTY_SCOPES[duty]])),
          OAuthScope.resourceServer(policeServer, policeScopes[index] as ResourceServerScope),
        ]),
      ]),
    );
  }

  /** Every client the API lets in. */
  get clients(): UserPoolClient[] {
    return [...this.courtClients.values(), ...this.officerClients.values(), ...this.policeClients.values()];
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
