import { Validations } from 'aws-cdk-lib'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'

// Without punctuation, since the functions get them separated by commas.
const generated = { passwordLength: 48, excludePunctuation: true }

/**
 * The secrets by which CloudFront proves itself to the functions. Each generation is another secret: CloudFront sends that of the
 * current one, and the functions also accept the one before, so that nothing breaks while a deployment is half done.
 */
export class OriginSecrets extends Construct {
  /** What CloudFront sends; CloudFormation fills it in. */
  readonly sent: string
  /** What the functions accept, separated by commas. */
  readonly accepted: string

  constructor(scope: Construct, id: string, { generation }: { readonly generation: number }) {
    super(scope, id)
    const secretOf = (each: number): string => {
      const secret = new Secret(this, `Generation${each}`, {
        description: 'What CloudFront sends to Plenary’s API',
        generateSecretString: generated,
      })
      const reason = 'A raised `originSecretGeneration` rotates it, with a deployment that CloudFront and the functions learn it from.'
      Validations.of(secret).acknowledge({ id: 'AwsSolutions::AwsSolutions-SMG4', reason })
      return secret.secretValue.unsafeUnwrap()
    }
    const generations = generation === 1 ? [1] : [generation, generation - 1]
    const [sent = '', ...before] = generations.map(secretOf)
    this.sent = sent
    this.accepted = [sent, ...before].join(',')
  }
}
