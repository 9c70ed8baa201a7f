import { network } from '../../domain/basics/network.ts'

/** The Content-ID by which a mail's HTML refers to the emblem's part (RFC 2392). */
export const emblemId = `eu-emblem@${network.mail.domain}`

/**
 * The EU emblem as a PNG of 172 × 118, shown at 57 × 39: mail readers do not draw SVG, and block remote pictures.
 * It includes the white border needed on dark backgrounds: 1/25 of its height (Graphics guide to the European emblem).
 */
export const emblemPng = Buffer.from(
  [
    'iVBORw0KGgoAAAANSUhEUgAAAKwAAAB2CAIAAADa9u/GAAAEKklEQVR4nOyd0VEbMRCG1xlqwQ3kHecdtxEKoABMARRA2jDvIe9pwDTjrCPw3OjOHvl8',
    'p9ldfd8DEy4wQre/pNWutL7Z7/cCbfNNoHkQASACQASg3GTfL77/EojO/u/P7rfMBIAIABGAIAIQRACCCEAQAQgiAEEEIIgABBGA9HMHrbG6/dCv7x+3',
    '0jCtzwRP6+1quZO2YTmQp/s3aZumRaBrQVoO0tdmac4nUHv/fnzJHnafPL/db7ZraYk4M8FxWJ9HfcDFw+ugJ6jm1/8qUUBhW14IJILlTr28wh/+8fKo',
    'Ju8+uWgCuKgt+8QRwaX+3ftuKWMJ5ksGEcHRvyufpdNQ1gkgLQ13xb84oi3jLLIbSI4OmqoNDrv8E5ZQ0z5v12eiQPvXh+MSsFlvdXCrQzBTW9bIDpo6',
    'FkEi2S97WLLAq0W7ZisJHY5uyxqZCNxvEZMBurYptEpm75JxPLot4wSME1zj8Vluaz4iOIbJp9NBmXZ9s27earZVjSAzge77j/O5TtfZeu+3rTq4dwxr',
    '2iCAvRPRHMOaVol67IBUMngQgevA3MaD5+hABOqBu3iVfbzIl5lgRp6GIowGsS6CpACnWbv0x9ufxixuETdnB5DlbM35PJOYCTP7SCCdepsuYvWDIjal',
    'XU9ZxOxtOsrWZCcZ1fYaZxQzeAoW3XneHHb5YzvKZNoxXH1la9yF6lJi6bAEpDyTbcfW7kxwVED38I+j5eD4l2u6WZcGy3kHuz5B/615uTd4OH643GV6',
    'NSWCaMfLYAQUs4QcRACIABABCCIAQQQgNoNFUesIme2XxZkgah0hs/0yuhxErSNks1/mRBC1jpDlfpkIGw/WEeri9N6n2X7ZzR2kVFv2MMC1X4P9sps7',
    'uLKOkFns98uWTxDjpncf4/2yJYLRdYSMY7xftoJF3QM5Gyc3N0ow3i9bh0pG1BFygbV+cbIIOFkEPRABIAJABCCIAAQRgFCpZG6oWTQN1CyaG2aCGaFm',
    '0TRQs6gC1CyaEmoWTQk1i2aFmkU1oGbRZFCzqA7ULJoFahZNAzWLqkHNoumhZhE4gJNFkBNKBDUDzJGuSsYRQc3orNOE1iniiODuf5BRqlCzrQrE+YTU',
    '48XvCk54zbYq4FgEq6HheMjefv17wlh9zbbq43uLeKoAQHm2pjz2cH1bdgi1RdRXv3h47V/87n6S7XnK6whd35ZZAsYJLr0Hfk1gn09Nt4UOxzQiy/32',
    '0XWERrRlmQi7Ax3K5Re/B5f27pPzpxYuassL7nMHagmdk7urcv9Jn3F1hMa1ZRASSJ/4PbZ0PSSQPolaH2kE7Yogan2kEcQJG19K1PpII2jXJ4haH6kE',
    'T6eNZyWzdyPmH4STRYAIABGAIAIQRACCCEAQAQgiAEEEIIgABBGAIAKQfhYRGoSZABABIAIQRADKPwAAAP//41HdugAAAAZJREFUAwAeGwvT6vld9gAA',
    'AABJRU5ErkJggg==',
  ].join(''),
  'base64',
)
