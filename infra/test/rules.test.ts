import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { app } from './support';

type Acknowledgement = { at: IConstruct; id: string; reason: string };

function acknowledgements(root: IConstruct): Acknowledgement[] {
  return root.node.findAll().flatMap((at) =>
    at.node.metadata
      .filter((entry) => entry.type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap((entry) =>
        Object.entries(entry.data as Record<string, string>).map(([id, reason]) => ({
          at,
          id: id.replace(/^annotation::/i, ''),
          reason,
        })),
      ),
  );
}

function findings(root: IConstruct, packs: readonly NagPack[]): string[] {
  return packs.flatMap((pack) =>
    pack
      .validateScope(root)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
      ),
  );
}

const packs = (root: IConstruct) => [new AwsSolutionsChecks(root), new ServerlessChecks(root)];

describe('the rules of AwsSolutions and Serverless', () => {
  it('find nothing that was not accepted with a reason', () => {
    const { app: root } = app();
    assert.deepEqual(findings(root, packs(root)), []);
  });

  it('are accepted only where they would find something, and the reason is a sentence', () => {
    const { app: root } = app();
    const accepted = acknowledgements(root);
    assert.ok(accepted.length > 20, `only ${accepted.length} were looked at`);
    // Takes every acknowledgement away, to see what would be found.
    for (const construct of root.node.findAll()) {
      const metadata = (construct.node as unknown as { _metadata?: { type: string }[] })._metadata;
      if (!metadata) continue;
      const kept = metadata.filter((entry) => entry.type !== Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
      metadata.splice(0, metadata.length, ...kept);
    }
    const found = findings(root, packs(root));
    for (const { at, id, reason } of accepted) {
      assert.ok(
        found.some((finding) => finding.startsWith(`${id} ${at.node.path}`)),
        `${id} at ${at.node.path} was accepted for nothing`,
      );
      assert.match(reason, /^[A-Z].{30,}\.$/, id);
    }
  });
});
