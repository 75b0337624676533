import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signed } from './sigv4.ts'

test('requests are signed as the documentation of S3 does it', () => {
  // "Example: GET Object" of the AWS Signature Version 4 documentation for S3.
  const { authorization } = signed({
    method: 'GET',
    url: new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
    headers: { range: 'bytes=0-9' },
    payload: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    region: 'us-east-1',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    at: Temporal.Instant.from('2013-05-24T00:00:00Z'),
  })
  assert.match(authorization, /Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41$/)
})
