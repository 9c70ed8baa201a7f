import { Aws } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'

interface Right {
  readonly action: string
  readonly resource: string
  /** The ARN, or a pattern for it, of the resource in the account that the service must be acting for. */
  readonly actingFor?: string
}

/** Lets an AWS service act only on behalf of this account: otherwise another account could have it act here. */
export const letService = (service: string, { action, resource, actingFor }: Right): PolicyStatement =>
  new PolicyStatement({
    principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
    actions: [action],
    resources: [resource],
    conditions: {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ...(actingFor !== undefined && { ArnLike: { 'aws:SourceArn': actingFor } }),
    },
  })
