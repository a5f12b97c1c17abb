"""Makes the one thing of CDK's bootstrap that the local cloud needs: the bucket the stack's files are put in.

Arguments: the emulator's address, the account, the region. The name is the one CDK's synthesizers look for
(default qualifier). The whole bootstrap stack would cost ten seconds for roles that nobody takes on here.
"""

import sys

import boto3


def main() -> None:
    endpoint, account, region = sys.argv[1:]
    boto3.client("s3", endpoint_url=endpoint).create_bucket(
        Bucket=f"cdk-hnb659fds-assets-{account}-{region}",
        CreateBucketConfiguration={"LocationConstraint": region},
    )


main()
