import { Validations } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type CfnSecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Settings } from './settings';

/** The two secrets of a city. */
export class Secrets extends Construct {
  /** 64 random characters; each use derives its own key from them (HKDF-SHA256). */
  readonly rootArn: string;
  /** `apiKey`, `webhookHeader` and `webhookToken` of the courier's account. */
  readonly courierArn: string;

  constructor(scope: Construct, id: string, settings: Settings, encryptionKey: IKey) {
    super(scope, id);
    const { removalPolicy } = settings;

    const root = new Secret(this, 'Root', {
      description: 'Root of the keys of tracking codes, document tokens and look-ups',
      encryptionKey,
      removalPolicy,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    Validations.of(root).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Codes already printed on documents are derived from it: a new value would make every one of them false.',
    });

    const courier = new Secret(this, 'Courier', {
      description: 'Courier account: put the provider\'s apiKey in, copy webhookToken out to the provider',
      encryptionKey,
      removalPolicy,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({
          apiKey: settings.local ? 'biteship_test.local' : '',
          webhookHeader: 'x-tuntas-webhook',
        }),
        generateStringKey: 'webhookToken',
        passwordLength: 48,
        excludePunctuation: true,
      },
    });
    Validations.of(courier).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'The provider offers no way to change its key or header by program: an operator does both sides at once.',
    });

    this.rootArn = arnOf(root);
    this.courierArn = arnOf(courier);
  }
}

/** The full ARN by attribute: the local cloud answers a plain reference with the name. */
function arnOf(secret: Secret): string {
  return (secret.node.defaultChild as CfnSecret).attrId;
}
