import { Aws } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'

interface Right {
  readonly action: string
  readonly resource: string
  /** The ARN, or a pattern of it, of what the service must act for within the account. */
  readonly actingFor?: string
}

/** Lets a service of AWS do something for this account alone: another account could otherwise have it done here in its own name. */
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
