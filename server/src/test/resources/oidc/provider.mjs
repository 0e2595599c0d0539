// SPDX-License-Identifier: Apache-2.0
// An OpenID Connect provider that others wrote, for one test. Prints a line of JSON when it listens: its issuer, tokens it
// gave over its token endpoint, and tokens that somebody made who is not it, or who broke a rule. Ends when its input does.
import { createServer } from 'node:http';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { Provider } from 'oidc-provider';

const AUDIENCE = 'stillwatch';
const ROLES = { operator: 'operator', admin: 'admin', roleless: undefined, odd: 'emperor' };
// A browser's client of the server, with a secret; and the command line's, without. Both come back to a loopback port.
const PEOPLE_CLIENTS = [
  {
    client_id: 'pages',
    client_secret: 'secret-of-pages',
    application_type: 'native',
    token_endpoint_auth_method: 'client_secret_basic',
    redirect_uris: ['http://127.0.0.1/login/callback'],
  },
  {
    client_id: 'stillwatch',
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    redirect_uris: ['http://127.0.0.1/callback'],
  },
];
const keys = await generateKeyPair('RS256', { extractable: true });
const foreign = await generateKeyPair('RS256', { extractable: true });
const jwk = { ...(await exportJWK(keys.privateKey)), kid: 'first', use: 'sig', alg: 'RS256' };

const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  jwks: { keys: [jwk] },
  clients: PEOPLE_CLIENTS.concat(Object.keys(ROLES).map((id) => ({
    client_id: id,
    client_secret: `secret of ${id}`.replaceAll(' ', '-'),
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
  }))),
  conformIdTokenClaims: false,
  claims: { openid: ['sub', 'stillwatch_role'] },
  findAccount: (context, sub) => ({ accountId: sub, claims: () => ({ sub, stillwatch_role: ROLES[sub] }) }),
  extraTokenClaims: (context, token) => ({ stillwatch_role: ROLES[token.clientId] }),
  features: {
    devInteractions: { enabled: true },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (context, resource) => ({
        scope: '',
        audience: resource === 'urn:stillwatch' ? AUDIENCE : 'elsewhere',
        accessTokenTTL: 600,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
});
server.on('request', provider.callback());

async function given(client, resource = 'urn:stillwatch') {
  const said = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client}:secret-of-${client}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
  });
  const body = await said.json();
  if (!body.access_token) throw new Error(`the provider gives no token: ${JSON.stringify(body)}`);
  return body.access_token;
}

const now = Math.floor(Date.now() / 1000);
const claims = { iss: issuer, aud: AUDIENCE, sub: 'mallory', iat: now, exp: now + 600, stillwatch_role: 'admin' };
const made = (change, head, key) =>
  new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: 'RS256', kid: 'first', ...head }).sign(key);
const publicKey = new TextEncoder().encode(await exportSPKI(keys.publicKey));

console.log(
  JSON.stringify({
    issuer,
    good: { operator: await given('operator'), admin: await given('admin'), made: await made({}, {}, keys.privateKey) },
    bad: {
      'no role': await given('roleless'),
      'a role that is none': await given('odd'),
      'wrong audience': await given('admin', 'urn:elsewhere'),
      expired: await made({ iat: now - 7200, exp: now - 3600 }, {}, keys.privateKey),
      'not yet': await made({ nbf: now + 3600 }, {}, keys.privateKey),
      'no end': await made({ exp: undefined }, {}, keys.privateKey),
      'other issuer': await made({ iss: 'https://issuer.example' }, {}, keys.privateKey),
      'alg none': new UnsecuredJWT(claims).encode(),
      'HS256 with the public key': await made({}, { alg: 'HS256' }, publicKey),
      'foreign key': await made({}, {}, foreign.privateKey),
      'unknown kid': await made({}, { kid: 'second' }, foreign.privateKey),
      'a list of roles': await made({ stillwatch_role: ['admin'] }, {}, keys.privateKey),
      'another kind of token': await made({}, { typ: 'logout+jwt' }, keys.privateKey),
    },
  }),
);
process.stdin.on('end', () => process.exit(0)).resume();
