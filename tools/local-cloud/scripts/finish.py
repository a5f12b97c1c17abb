"""Finishes a deployment to the local cloud: sets what the emulator's CloudFormation leaves out, sees that rights are
enforced, and asks for what only the APIs tell.

Arguments: the emulator's address, the user pool's id, the id of the courier's secret, the evidence bucket, the cases' table.
Prints one JSON object with the secrets of the stack's machine clients and of its courier account. boto3 is here
anyway (the emulator needs it), so that no AWS SDK has to be compiled for this.
"""

import json
import sys

import boto3
from botocore.exceptions import ClientError


def main() -> None:
    endpoint, user_pool, courier_secret, evidence_bucket, cases = sys.argv[1:]

    def service(name, **credentials):
        return boto3.client(name, endpoint_url=endpoint, **credentials)

    # On AWS the stack does this itself; the emulator drops the property.
    service("s3").put_object_lock_configuration(
        Bucket=evidence_bucket,
        ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 1}},
        },
    )
    see_that_rights_are_enforced(service, cases)
    courier = service("secretsmanager").get_secret_value(SecretId=courier_secret)["SecretString"]
    json.dump({"clients": clients(service("cognito-idp"), user_pool), "courier": json.loads(courier)}, sys.stdout)


def see_that_rights_are_enforced(service, table: str) -> None:
    """Somebody who may read one kind of item of a table can read that kind and no other, alone and in a transaction.

    Without this, a right that a function lacks would first be missed on AWS.
    """
    iam, user, policy = service("iam"), "sees-that-rights-are-enforced", "one-kind"
    arn = service("dynamodb").describe_table(TableName=table)["Table"]["TableArn"]
    statement = {
        "Effect": "Allow",
        "Action": ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:ConditionCheckItem"],
        "Resource": arn,
        "Condition": {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["CASE#*"]}},
    }
    iam.create_user(UserName=user)
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    iam.put_user_policy(UserName=user, PolicyName=policy, PolicyDocument=document)
    key = iam.create_access_key(UserName=user)["AccessKey"]
    dynamodb = service(
        "dynamodb",
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
    )
    for pk, allowed in [("CASE#none", True), ("IDEM#none", False)]:
        item = {"TableName": table, "Key": {"pk": {"S": pk}, "sk": {"S": "none"}}}
        condition = {**item, "ConditionExpression": "attribute_not_exists(pk)"}
        query = {
            "TableName": table,
            "KeyConditionExpression": "pk = :pk",
            "ExpressionAttributeValues": {":pk": {"S": pk}},
        }
        expect(allowed, f"GetItem {pk}", lambda: dynamodb.get_item(**item))
        expect(allowed, f"Query {pk}", lambda: dynamodb.query(**query))
        transaction = [{"ConditionCheck": condition}]
        expect(allowed, f"transaction {pk}", lambda: dynamodb.transact_write_items(TransactItems=transaction))
    iam.delete_access_key(UserName=user, AccessKeyId=key["AccessKeyId"])
    iam.delete_user_policy(UserName=user, PolicyName=policy)
    iam.delete_user(UserName=user)


def expect(allowed: bool, what: str, call) -> None:
    try:
        call()
        answer = True
    except ClientError as error:
        if error.response["Error"]["Code"] != "AccessDeniedException":
            raise
        answer = False
    if answer != allowed:
        sys.exit(f"{what} was {'allowed' if answer else 'denied'}: the emulator does not enforce dynamodb:LeadingKeys")


def clients(cognito, user_pool: str) -> dict:
    known = {}
    page = {}
    while True:
        answer = cognito.list_user_pool_clients(UserPoolId=user_pool, MaxResults=60, **page)
        for found in answer["UserPoolClients"]:
            client = cognito.describe_user_pool_client(UserPoolId=user_pool, ClientId=found["ClientId"])["UserPoolClient"]
            known[client["ClientName"]] = {
                "id": client["ClientId"],
                "secret": client["ClientSecret"],
                "scopes": client.get("AllowedOAuthScopes", []),
            }
        if not answer.get("NextToken"):
            return known
        page = {"NextToken": answer["NextToken"]}


main()
