import { join } from 'node:path'
import { CfnResource, RemovalPolicy, Validations } from 'aws-cdk-lib'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { environments, type FunctionName } from './functions.ts'
import { timeouts } from './schedules.ts'
import { functionMetadata } from './stacks/joined-template.ts'

interface ServiceFunctionOptions {
  readonly name: FunctionName
  /** Folder with the bundles: `<bundles>/<name>/index.mjs`. */
  readonly bundles: string
  /** Exactly the variables in `functions/<name>/environment.ts`. */
  readonly environment: Readonly<Record<string, string>>
  /** What it may do, in addition to writing its own logs and traces. */
  readonly statements: readonly PolicyStatement[]
  /** cdk-nag's findings about these statements, and why they are intended. */
  readonly acknowledged?: readonly { readonly id: string; readonly reason: string }[]
  readonly logRetention: RetentionDays
  readonly memorySize?: number
  /** How many calls may run at the same time, if some are reserved. */
  readonly reservedCalls?: number | undefined
}

const checkNames = (name: FunctionName, given: readonly string[]): void => {
  const asked = Object.keys(environments[name])
  const missing = asked.filter((each) => !given.includes(each))
  const unknown = given.filter((each) => !asked.includes(each))
  if (missing.length > 0 || unknown.length > 0)
    throw new Error(`functions/${name}: environment misses [${missing.join(', ')}], does not ask for [${unknown.join(', ')}]`)
}

/** A Lambda function with our defaults: own role with exact rights, own log group, tracing, source maps. */
export class ServiceFunction extends Construct {
  readonly function: LambdaFunction
  readonly logGroup: LogGroup

  constructor(scope: Construct, id: string, options: ServiceFunctionOptions) {
    super(scope, id)
    const { name, bundles, environment, statements, acknowledged = [], logRetention, memorySize = 1024, reservedCalls } = options
    checkNames(name, Object.keys(environment))
    const logGroup = new LogGroup(this, 'Logs', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY })
    this.logGroup = logGroup
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        Rights: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] }),
            new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] }),
            ...statements,
          ],
        }),
      },
    })
    const reason = 'X-Ray knows no resources: its two actions can be granted on * only. Every other statement names its resources.'
    Validations.of(role).acknowledge(
      { id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]', reason },
      { id: 'Serverless::Serverless-LambdaStarPermissions', reason },
      ...acknowledged,
    )
    this.function = new LambdaFunction(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(join(bundles, name)),
      environment,
      memorySize,
      timeout: timeouts[name],
      ...(reservedCalls !== undefined && { reservedConcurrentExecutions: reservedCalls }),
      // Immutable, so that nothing widens the exact rights above.
      role: role.withoutPolicyUpdates(),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
    })
    Validations.of(this.function).acknowledge({
      id: 'Serverless::Serverless-LambdaDLQ',
      reason:
        'No caller leaves work here and goes: API Gateway hands the failure on, streams and queues have a queue for failures of their own, and the clock comes again in a minute.',
    })
    const resource = this.function.node.defaultChild
    if (CfnResource.isCfnResource(resource)) resource.addMetadata(functionMetadata, name)
  }
}
