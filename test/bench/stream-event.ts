import { marshall } from '@aws-sdk/util-dynamodb'
