import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fn, Stack } from 'aws-cdk-lib';
import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { keyUse } from './grants';
import { acknowledgeObjects } from './nag';
import { scheduleService } from './schedule';
import { INFRA_DIR, type Settings } from './settings';
import type { Storage } from './storage';

/** Where the table is exported to, as DynamoDB writes it. */
const EXPORT = 'export';
/** The facts as Parquet, a folder for each month. */
const FACTS = 'facts';
/** What queries answered. */
const RESULTS = 'results';

/** The saved queries, the one that makes the facts among them. */
const QUERIES = join(INFRA_DIR, 'queries');

/** A query may read this much and no more: some ten times what half a million cases fill. */
const BYTES_AT_MOST = 20_000_000_000;

/** Columns of the facts, as `queries/facts.sql` gives them. */
const COLUMNS: readonly (readonly [name: string, type: string, comment: string])[] = [
  ['case_id', 'string', 'The case'],
  ['seq', 'int', 'Number of the journal entry with which the step began'],
  ['position', 'bigint', 'Position of the fact in its step, from 1'],
  ['recorded', 'string', 'When, UTC, RFC 3339'],
  ['day', 'string', 'The same in the city, as a date'],
  ['fact', 'string', 'What happened, such as registered'],
  ['court', 'string', 'Code of the court'],
  ['kind', 'string', 'gugat or talak'],
  ['reason', 'string', 'Code of a hold, or why a ride failed'],
  ['provider', 'string', 'The courier'],
  ['rupiah', 'bigint', 'What the courier asked for'],
  ['officer', 'string', 'Code of the officer'],
  ['deed', 'string', 'What the officer did'],
  ['divorced_on', 'string', 'Day the marriage ended'],
  ['milliseconds_from_receipt', 'bigint', 'Since the decree came in, without time with the court for repair'],
  ['milliseconds_from_finality', 'bigint', 'Since the office knew that the ruling is final, in the same way'],
  ['detail', 'string', 'The whole fact, JSON'],
];

/**
 * The past for whoever asks about it: once a month the journal's table is exported, its facts become Parquet, and
 * Athena answers the queries in `queries/`. None of it holds personal data, and no function takes part.
 */
export class History extends Construct {
  constructor(scope: Construct, id: string, settings: Settings, storage: Storage, dead: IQueue) {
    super(scope, id);
    const stack = Stack.of(this);
    const place = (folder: string) => `s3://${storage.history.bucketName}/${folder}/`;

    const database = new CfnDatabase(this, 'Database', {
      catalogId: stack.account,
      databaseInput: { name: 'tuntas', description: `Tuntas, ${settings.city.region.name}: what happened, without persons` },
    });
    const table = (name: string, input: CfnTable.TableInputProperty) => {
      const made = new CfnTable(this, name, {
        catalogId: stack.account,
        databaseName: 'tuntas',
        tableInput: { tableType: 'EXTERNAL_TABLE', ...input },
      });
      made.addResourceDependency(database);
      return made;
    };
    const exported = table('Exported', {
      name: 'exported',
      description: 'Exports of the table of cases, as DynamoDB writes them',
      parameters: { classification: 'json', compressionType: 'gzip' },
      storageDescriptor: {
        location: place(EXPORT),
        inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
        outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
        serdeInfo: {
          serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe',
          // An export's manifests lie beside its data; their lines are no items.
          parameters: { 'ignore.malformed.json': 'true' },
        },
        columns: [
          {
            name: 'item',
            type: 'struct<pk:struct<s:string>,case:struct<s:string>,seq:struct<n:string>,at:struct<s:string>,facts:struct<s:string>>',
          },
        ],
      },
    });
    const facts = table('Facts', {
      name: 'facts',
      description: 'What happened, one row for each fact, by month',
      parameters: { classification: 'parquet' },
      partitionKeys: [{ name: 'month', type: 'string', comment: 'Such as 2026-11, in the city' }],
      storageDescriptor: {
        location: place(FACTS),
        inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
        outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
        serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
        columns: COLUMNS.map(([name, type, comment]) => ({ name, type, comment })),
      },
    });

    const workGroup = new CfnWorkGroup(this, 'WorkGroup', {
      name: 'tuntas',
      description: 'Questions about the past',
      recursiveDeleteOption: settings.local,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: BYTES_AT_MOST,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: place(RESULTS),
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: storage.key.keyArn },
        },
      },
    });
    const query = (name: string) =>
      readFileSync(join(QUERIES, `${name}.sql`), 'utf8').replaceAll('${timezone}', settings.city.timezone);
    // The emulator knows no saved queries.
    const files = settings.local ? [] : readdirSync(QUERIES).filter((file) => file.endsWith('.sql'));
    for (const file of files.sort()) {
      const name = file.replace(/\.sql$/, '');
      const text = query(name);
      const saved = new CfnNamedQuery(this, `Query-${name}`, {
        name,
        description: text.split('\n', 1)[0]?.replace(/^-- /, '') ?? name,
        database: 'tuntas',
        workGroup: 'tuntas',
        queryString: text,
      });
      saved.addResourceDependency(workGroup);
      saved.addResourceDependency(database);
    }

    const exporter = scheduleService(
      this,
      'Export',
      'dynamodb:exportTableToPointInTime',
      {
        description: 'Exports the table of cases',
        expression: 'cron(0 2 4 * ? *)',
        input: {
          TableArn: storage.cases.tableArn,
          S3Bucket: storage.history.bucketName,
          S3Prefix: EXPORT,
          S3SseAlgorithm: 'KMS',
          S3SseKmsKeyId: storage.key.keyArn,
        },
        dead,
      },
      [
        new PolicyStatement({
          sid: 'Export',
          actions: ['dynamodb:ExportTableToPointInTime'],
          resources: [storage.cases.tableArn],
        }),
        new PolicyStatement({
          sid: 'Write',
          actions: ['s3:AbortMultipartUpload', 's3:PutObject'],
          resources: [storage.history.arnForObjects(`${EXPORT}/*`)],
        }),
        keyUse(storage.key, true, ['s3']),
      ],
    );
    const catalogue = [
      `arn:aws:glue:${stack.region}:${stack.account}:catalog`,
      `arn:aws:glue:${stack.region}:${stack.account}:database/tuntas`,
    ];
    const tableArn = (made: CfnTable) =>
      Fn.sub('arn:aws:glue:${AWS::Region}:${AWS::AccountId}:table/tuntas/${name}', { name: made.ref });
    const converter = scheduleService(
      this,
      'Convert',
      'athena:startQueryExecution',
      {
        description: 'Makes Parquet of the months that have ended',
        // The export is under way for an hour at the most by then.
        expression: 'cron(0 10 4 * ? *)',
        input: {
          WorkGroup: 'tuntas',
          // A call that is made twice is one query.
          ClientRequestToken: '<aws.scheduler.execution-id>',
          QueryExecutionContext: { Database: 'tuntas' },
          QueryString: query('facts'),
        },
        dead,
      },
      [
        new PolicyStatement({
          sid: 'Ask',
          actions: ['athena:StartQueryExecution'],
          resources: [`arn:aws:athena:${stack.region}:${stack.account}:workgroup/tuntas`],
        }),
        new PolicyStatement({
          sid: 'ReadCatalogue',
          actions: ['glue:GetDatabase', 'glue:GetPartition', 'glue:GetPartitions', 'glue:GetTable'],
          resources: [...catalogue, tableArn(exported), tableArn(facts)],
        }),
        new PolicyStatement({
          sid: 'AddMonths',
          actions: ['glue:BatchCreatePartition', 'glue:CreatePartition'],
          resources: [...catalogue, tableArn(facts)],
        }),
        new PolicyStatement({
          sid: 'Find',
          actions: ['s3:GetBucketLocation', 's3:ListBucket'],
          resources: [storage.history.bucketArn],
        }),
        new PolicyStatement({
          sid: 'Read',
          actions: ['s3:GetObject'],
          resources: [EXPORT, FACTS, RESULTS].map((folder) => storage.history.arnForObjects(`${folder}/*`)),
        }),
        new PolicyStatement({
          sid: 'Write',
          actions: ['s3:AbortMultipartUpload', 's3:PutObject'],
          resources: [FACTS, RESULTS].map((folder) => storage.history.arnForObjects(`${folder}/*`)),
        }),
        keyUse(storage.key, true, ['s3']),
      ],
    );
    const named = 'The service that writes there names the objects itself, so only the folder can be named.';
    acknowledgeObjects(exporter, storage.history, EXPORT, named);
    for (const folder of [EXPORT, FACTS, RESULTS]) acknowledgeObjects(converter, storage.history, folder, named);
  }
}
