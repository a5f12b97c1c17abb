"""Starts the emulator, and teaches it the one condition of the stack's policies that it does not know.

With AUTH=true it checks every call by a function's role against the role's policies. What a function may do to a table is
limited to kinds of item, by `dynamodb:LeadingKeys`: the partition keys a request names. The emulator leaves that key out, and a
condition `ForAllValues` on a key that is absent is met; so a right for the wrong kind would only be missed on AWS.

Of a transaction each item is checked by itself, with its own key, as the action it performs.
"""

import json

from ministack import app
from ministack.core import iam_actions, iam_evaluator

LEADING_KEYS = "dynamodb:LeadingKeys"
PARTITION_KEY = "pk"

context_of = iam_actions.dynamodb_service_context
checks_of = iam_actions.dynamodb_transaction_checks
enforce = iam_evaluator.enforce


class ItemOfTransaction(str):
    """A table's ARN, and the partition key of the item that a part of a transaction is about."""

    leading_key: str


def service_context(body: bytes) -> dict:
    context = context_of(body)
    key = leading_key(json.loads(body or b"{}"))
    return context if key is None else {**context, LEADING_KEYS: [key]}


def leading_key(request: dict) -> str | None:
    """The partition key that a request names: of an item, or of a query, which spells it `pk = :pk`."""
    named = request.get("Key") or request.get("Item")
    if named is None and request.get("KeyConditionExpression", "").split(" ")[:3] == [PARTITION_KEY, "=", ":pk"]:
        named = {PARTITION_KEY: request["ExpressionAttributeValues"][":pk"]}
    return named[PARTITION_KEY]["S"] if named else None


def transaction_checks(iam_action: str, body: bytes, region: str, account: str) -> list[tuple[str, str]]:
    checks = checks_of(iam_action, body, region, account)
    if not checks:
        return checks
    parts = [part for item in json.loads(body)["TransactItems"] for part in item.values()]
    found = []
    for (action, table), part in zip(checks, parts, strict=True):
        item = ItemOfTransaction(table)
        item.leading_key = leading_key(part)
        found.append((action, item))
    return found


def enforce_for_item(access_key, iam_action, service, region, resource_arn="*", service_context=None):
    if isinstance(resource_arn, ItemOfTransaction):
        service_context = {**(service_context or {}), LEADING_KEYS: [resource_arn.leading_key]}
    return enforce(access_key, iam_action, service, region, resource_arn, service_context)


# The emulator looks these up by name at each request.
iam_actions.dynamodb_service_context = service_context
iam_actions.dynamodb_transaction_checks = transaction_checks
iam_evaluator.enforce = enforce_for_item

if __name__ == "__main__":
    app.main()
