import { App, type AppProps, CliCredentialsStackSynthesizer, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { readSettings } from './settings';
import { TuntasStack } from './stack';

/** The app and its one stack, with every rule of the two packs checked on the way to AWS. */
export function tuntas(props: AppProps = {}): { app: App; stack: TuntasStack } {
  const app = new App(props);
  const settings = readSettings(app.node);
  const stack = new TuntasStack(app, 'Tuntas', settings, {
    env: { region: settings.region },
    // The local cloud does not let the roles of a bootstrap read their own bucket.
    ...(settings.local && { synthesizer: new CliCredentialsStackSynthesizer() }),
  });
  if (!settings.local) {
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  }
  return { app, stack };
}
