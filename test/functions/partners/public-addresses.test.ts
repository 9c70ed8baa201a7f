import { expect, test } from '@jest/globals'
import { isPublicAddress } from '../../../functions/partners/public-addresses.ts'

test.each(['93.184.216.34', '8.8.8.8', '172.32.0.1', '192.167.255.255', '2606:2800:220:1:248:1893:25c8:1946', '2a00:1450:4001::200e'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true)
  },
)

test.each([
  ['this host', '0.0.0.0'],
  ['private', '10.0.0.1'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.254'],
  ['private', '192.168.1.1'],
  ['a carrier’s', '100.64.0.1'],
  ['loopback', '127.0.0.1'],
  ['loopback', '127.255.255.254'],
  ['link-local, with AWS’s metadata', '169.254.169.254'],
  ['for documentation', '192.0.2.1'],
  ['for benchmarks', '198.19.0.1'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['unspecified', '::'],
  ['loopback', '::1'],
  ['IPv4 in IPv6', '::ffff:127.0.0.1'],
  ['IPv4 in IPv6', '::ffff:7f00:1'],
  ['IPv4 in IPv6, though public', '::ffff:8.8.8.8'],
  ['IPv4 in IPv6', '::127.0.0.1'],
  ['IPv4 by translation', '64:ff9b::a9fe:a9fe'],
  ['IPv4 by a tunnel', '2002:7f00:1::'],
  ['IPv4 by a tunnel', '2001:0:53aa:64c::'],
  ['link-local', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['public with a zone', '2606:2800:220:1::1%eth0'],
  ['unique local', 'fd00:ec2::254'],
  ['multicast', 'ff02::1'],
  ['for documentation', '2001:db8::1'],
  ['no address', 'localhost'],
  ['no address', ''],
  ['no address', '0x7f.1'],
])('%s: %s is not', (_, address) => {
  expect(isPublicAddress(address)).toBe(false)
})
