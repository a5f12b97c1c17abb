import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { common, type Foundation } from '../foundation';
import { folderList, keySign, keyUse, ObjectAccess, tableAccess, topicPublish } from '../grants';
import { RustFunction } from '../rust-function';
import { schedule } from '../schedule';
import { LONGEST_TIMEOUT } from '../timeouts';

/** What it keeps, each in a folder of its own. */
const FOLDERS = ['sums', 'corrections', 'reports', 'open-data', 'announced'] as const;

/** Each day after midnight, and twice more for what could not be done then; the others once their period has ended. */
const SCHEDULES = {
  daily: { description: 'Closes the day and makes its report', expression: 'cron(40 0,6,12 * * ? *)' },
  weekly: { description: 'Makes the report of the week', expression: 'cron(0 1 ? * MON *)' },
  monthly: { description: 'Makes the report of the month, and the open data', expression: 'cron(20 1 1 * ? *)' },
  yearly: { description: 'Makes the report of the year', expression: 'cron(40 1 1 1 ? *)' },
} as const;

/** Adds up days and makes reports of them; sees nobody's name, and no table but by its index of days. */
export function reportExport(scope: Construct, foundation: Foundation, topic: Topic): RustFunction {
  const { storage } = foundation;
  const report = new RustFunction(scope, 'report-export', {
    ...common(foundation),
    description: 'Schedules and on demand: closes days and makes signed reports of them',
    memoryMiB: 2048,
    timeout: LONGEST_TIMEOUT,
    environment: {
      CASES_TABLE: storage.cases.tableName,
      REGISTER_TABLE: storage.register.tableName,
      REPORTS_BUCKET: storage.reports.bucketName,
      REPORT_KEY_ARN: storage.reportKey.keyArn,
      REPORT_TOPIC_ARN: topic.topicArn,
    },
    permissions: [
      ...tableAccess('Cases', storage.cases, { Query: ['DAY'] }),
      // Of a household who stands on it as what, by opaque codes: no name, number or date.
      ...tableAccess('Shapes', storage.register, { GetItem: ['HH'] }, ['pk', 'sk', 'shape']),
      ...tableAccess('Pool', storage.register, { Query: ['POOL'] }),
      ...FOLDERS.map((folder) =>
        new ObjectAccess(`Objects${folder.replace('-', '')}`, storage.reports, ['GetObject', 'PutObject'], folder),
      ),
      // Without it S3 does not tell an object that is missing from one that may not be read.
      folderList('List', storage.reports, ...FOLDERS),
      keySign(storage.reportKey),
      topicPublish(topic),
      keyUse(storage.key, true, ['dynamodb', 's3', 'sns']),
    ],
  });
  for (const [span, times] of Object.entries(SCHEDULES)) {
    schedule(report, `${span.charAt(0).toUpperCase()}${span.slice(1)}`, {
      ...times,
      input: { span },
      dead: foundation.queues.invokeDead,
    });
  }
  return report;
}
