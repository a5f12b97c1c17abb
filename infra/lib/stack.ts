import { CfnOutput, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Alarms } from './alarms';
import { Api } from './api';
import { tellOfArrivals } from './arrivals';
import { byCode } from './by-code';
import { CourtAccess } from './court-access';
import type { Foundation } from './foundation';
import { aidDesk } from './functions/aid-desk';
import { aidReferral } from './functions/aid-referral';
import { aidReminders } from './functions/aid-reminders';
import { cardRender } from './functions/card-render';
import { caseTracking } from './functions/case-tracking';
import { courierDispatch } from './functions/courier-dispatch';
import { courierWebhook } from './functions/courier-webhook';
import { decreeBatch } from './functions/decree-batch';
import { decreeIntake } from './functions/decree-intake';
import { documentCheck } from './functions/document-check';
import { journalRelay } from './functions/journal-relay';
import { journalSeal } from './functions/journal-seal';
import { printDesk } from './functions/print-desk';
import { registerFeed } from './functions/register-feed';
import { registerUpdate } from './functions/register-update';
import { registryDesk } from './functions/registry-desk';
import { reportExport } from './functions/report-export';
import { securityDesk } from './functions/security-desk';
import { securityReminders } from './functions/security-reminders';
import { History } from './history';
import { webhookDesk } from './functions/webhook-desk';
import { webhookDispatch } from './functions/webhook-dispatch';
import { Identity } from './identity';
import { Queues } from './queues';
import { Secrets } from './secrets';
import type { Settings } from './settings';
import { Storage } from './storage';
import { BATCH_TIMEOUT, DEFAULT_TIMEOUT, RENDER_TIMEOUT } from './timeouts';
import { aidTopics, batchTopic, reportTopic, securityTopics, webhookTopics } from './topics';

/** The whole of Tuntas for one city. */
export class TuntasStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings, props: StackProps) {
    super(scope, id, {
      ...props,
      description: `Tuntas, ${settings.city.region.name} (${settings.city.region.code})`,
      terminationProtection: !settings.local,
    });
    Tags.of(this).add('project', 'tuntas');

    const storage = new Storage(this, 'Storage', settings);
    const queues = new Queues(this, 'Queues', settings, {
      register: DEFAULT_TIMEOUT,
      render: RENDER_TIMEOUT,
      courier: DEFAULT_TIMEOUT,
      aid: DEFAULT_TIMEOUT,
      document: RENDER_TIMEOUT,
      batch: BATCH_TIMEOUT,
      webhook: RENDER_TIMEOUT,
    });
    tellOfArrivals(storage.courtFiles, {
      uploads: queues.document.queue,
      minutes: queues.document.queue,
      inbox: queues.batch.queue,
    });
    const secrets = new Secrets(this, 'Secrets', settings, storage.key);
    const identity = new Identity(this, 'Identity', settings);
    const api = new Api(this, 'Api', settings);

    const foundation: Foundation = {
      settings,
      storage,
      queues,
      secrets,
      publicUrl: settings.publicUrl ?? api.url,
    };
    const offices = securityTopics(this, foundation);
    const aid = aidTopics(this, foundation);
    const hooks = webhookTopics(this, foundation);
    const reports = reportTopic(this, foundation);
    const batches = batchTopic(this, foundation);
    const courtAccess = new CourtAccess(this, 'CourtAccess', foundation);
    const functions = {
      'decree-intake': decreeIntake(this, foundation),
      'decree-batch': decreeBatch(this, foundation, batches),
      'journal-relay': journalRelay(this, foundation),
      'register-update': registerUpdate(this, foundation),
      'card-render': cardRender(this, foundation),
      'print-desk': printDesk(this, foundation),
      'registry-desk': registryDesk(this, foundation),
      'aid-desk': aidDesk(this, foundation),
      'security-desk': securityDesk(this, foundation),
      'security-reminders': securityReminders(this, foundation, offices),
      'webhook-desk': webhookDesk(this, foundation),
      'webhook-dispatch': webhookDispatch(this, foundation, hooks),
      'register-feed': registerFeed(this, foundation),
      'journal-seal': journalSeal(this, foundation),
      'document-check': documentCheck(this, foundation),
      'report-export': reportExport(this, foundation, reports),
      'aid-referral': aidReferral(this, foundation),
      'aid-reminders': aidReminders(this, foundation, aid),
      'courier-dispatch': courierDispatch(this, foundation),
      'courier-webhook': courierWebhook(this, foundation),
      'case-tracking': caseTracking(this, foundation),
    };
    api.serve(functions, identity);
    new History(this, 'History', settings, storage, queues.invokeDead);
    const alarms = new Alarms(this, 'Alarms', foundation, functions, api);

    const outputs: Record<string, string> = {
      ApiUrl: api.url,
      PublicUrl: foundation.publicUrl,
      TokenUrl: identity.tokenUrl,
      UserPoolId: identity.pool.userPoolId,
      CourtClientIds: byCode(this, identity.courtClients, (client) => client.userPoolClientId),
      OfficerClientIds: byCode(this, identity.officerClients, (client) => client.userPoolClientId),
      PoliceClientIds: byCode(this, identity.policeClients, (client) => client.userPoolClientId),
      AidClientIds: byCode(this, identity.aidClients, (client) => client.userPoolClientId),
      AidTopicArns: byCode(this, aid, (topic) => topic.topicArn),
      SecurityTopicArns: byCode(this, offices, (topic) => topic.topicArn),
      WebhookTopicArns: byCode(this, hooks, (topic) => topic.topicArn),
      CasesTable: storage.cases.tableName,
      DossiersTable: storage.dossiers.tableName,
      RegisterTable: storage.register.tableName,
      FeedTable: storage.feed.tableName,
      HooksTable: storage.hooks.tableName,
      ExchangeBucket: storage.exchange.bucketName,
      FeedKeyArn: storage.feedKey.keyArn,
      SealKeyArn: storage.sealKey.keyArn,
      ReportsBucket: storage.reports.bucketName,
      ReportKeyArn: storage.reportKey.keyArn,
      ReportTopicArn: reports.topicArn,
      HistoryBucket: storage.history.bucketName,
      EvidenceBucket: storage.evidence.bucketName,
      DocumentsBucket: storage.documents.bucketName,
      CourtFilesBucket: storage.courtFiles.bucketName,
      CourtFileRoleArns: byCode(this, courtAccess.roles, (role) => role.roleArn),
      CourtFilePolicyArns: byCode(this, courtAccess.policies, (policy) => policy.managedPolicyArn),
      RegisterQueueUrl: queues.register.queue.queueUrl,
      RegisterDlqUrl: queues.register.dead.queueUrl,
      RenderQueueUrl: queues.render.queue.queueUrl,
      RenderDlqUrl: queues.render.dead.queueUrl,
      CourierQueueUrl: queues.courier.queue.queueUrl,
      CourierDlqUrl: queues.courier.dead.queueUrl,
      AidQueueUrl: queues.aid.queue.queueUrl,
      AidDlqUrl: queues.aid.dead.queueUrl,
      DocumentQueueUrl: queues.document.queue.queueUrl,
      DocumentDlqUrl: queues.document.dead.queueUrl,
      BatchQueueUrl: queues.batch.queue.queueUrl,
      BatchDlqUrl: queues.batch.dead.queueUrl,
      WebhookQueueUrl: queues.webhook.queue.queueUrl,
      WebhookDlqUrl: queues.webhook.dead.queueUrl,
      BatchTopicArn: batches.topicArn,
      RelayDlqUrl: queues.relayDead.queueUrl,
      InvokeDlqUrl: queues.invokeDead.queueUrl,
      SecretArn: secrets.rootArn,
      CourierSecretArn: secrets.courierArn,
      AlarmTopicArn: alarms.topic.topicArn,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
