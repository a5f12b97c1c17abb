import { Duration, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, ArnPrincipal, CompositePrincipal, ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Court } from './city';
import type { Foundation } from './foundation';
import { bucketKeyUse, folderList, ObjectAccess } from './grants';
import { acknowledgeObjects } from './nag';

/** As long as the shortest session AWS gives by itself: a file is put within minutes. */
const SESSION = Duration.hours(1);

/**
 * How a court without an API client reaches its own two folders of the courts' bucket, and nothing else: a policy for each
 * court, and a role that bears it.
 *
 * A role, because whoever takes it on gets keys that end within the hour, is named in the logs, and may be of another
 * account. The rights stand in a policy of their own, with a name that does not change, because people come by another way
 * than machines: a permission set of IAM Identity Center names it and means the same. An access point for each court would
 * add a second address and a second policy to the same bucket, and still need somebody who may use it.
 */
export class CourtAccess extends Construct {
  /** By court code. */
  readonly roles: ReadonlyMap<string, Role>;
  /** By court code. */
  readonly policies: ReadonlyMap<string, ManagedPolicy>;

  constructor(scope: Construct, id: string, { settings, storage }: Foundation) {
    super(scope, id);
    const { courts } = settings.city;
    this.policies = new Map(courts.map((court) => [court.code, this.policy(court, storage)]));
    this.roles = new Map(courts.map((court) => [court.code, this.role(court)]));
  }

  private policy({ code, name }: Court, { courtFiles, key }: Foundation['storage']): ManagedPolicy {
    const put = new ObjectAccess('Inbox', courtFiles, ['PutObject', 'AbortMultipartUpload'], `inbox/${code}`);
    const get = new ObjectAccess('Outbox', courtFiles, ['GetObject'], `outbox/${code}`);
    const policy = new ManagedPolicy(this, `${code}Policy`, {
      managedPolicyName: `tuntas-court-files-${code}`,
      description: `Tuntas: ${name} drops files and reads what came of them`,
      statements: [
        put,
        get,
        // The answer's name holds that of the run, so it has to be looked for.
        folderList('Answers', courtFiles, `outbox/${code}`),
        bucketKeyUse(key, courtFiles),
      ],
    });
    for (const { bucket, folder } of [put, get]) acknowledgeObjects(policy, bucket, folder);
    return policy;
  }

  private role({ code, name, filePrincipals }: Court): Role {
    const named = filePrincipals.map((arn) => new ArnPrincipal(arn));
    const [first, ...others] = named;
    return new Role(this, `${code}Role`, {
      roleName: `tuntas-court-${code}`,
      description: `Tuntas: ${name}, where it drops files`,
      // Whom the city names; otherwise whom an administrator of this account lets take it on.
      assumedBy: first ? new CompositePrincipal(first, ...others) : new AccountPrincipal(Stack.of(this).account),
      managedPolicies: [this.policies.get(code) as ManagedPolicy],
      maxSessionDuration: SESSION,
    });
  }
}
