"""Finishes a deployment to the local cloud: sets what the emulator's CloudFormation leaves out, and asks for
what only the APIs tell.

Arguments: the emulator's address, the user pool's id, the id of the courier's secret, the evidence bucket.
Prints one JSON object with the secrets of the stack's machine clients and of its courier account. boto3 is here
anyway (the emulator needs it), so that no AWS SDK has to be compiled for this.
"""

import json
import sys

import boto3


def main() -> None:
    endpoint, user_pool, courier_secret, evidence_bucket = sys.argv[1:]

    def service(name):
        return boto3.client(name, endpoint_url=endpoint)

    # On AWS the stack does this itself; the emulator drops the property.
    service("s3").put_object_lock_configuration(
        Bucket=evidence_bucket,
        ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 1}},
        },
    )
    courier = service("secretsmanager").get_secret_value(SecretId=courier_secret)["SecretString"]
    json.dump({"clients": clients(service("cognito-idp"), user_pool), "courier": json.loads(courier)}, sys.stdout)


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
