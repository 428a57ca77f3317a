// Microsoft's own clients, unmodified, against the simulator. Prints what they saw as one line of JSON.
import { ConfidentialClientApplication } from '@azure/msal-node';
import { BatchRequestContent, BatchResponseContent, Client, PageIterator } from '@microsoft/microsoft-graph-client';

const { SIMULATOR_ROOT: root, SIMULATOR_TENANT: tenant, SIMULATOR_CLIENT: clientId, SIMULATOR_SECRET: clientSecret, LARGE_GROUP: largeGroup } = process.env;
const host = new URL(root).hostname;
const seen = {};

const application = new ConfidentialClientApplication({
  auth: { clientId, clientSecret, authority: `${root}/${tenant}`, knownAuthorities: [new URL(root).host] },
});
const token = await application.acquireTokenByClientCredential({ scopes: [`${root}/.default`] });
seen.tokenType = token.tokenType;

const client = Client.init({
  baseUrl: `${root}/`,
  defaultVersion: 'v1.0',
  customHosts: new Set([host]),
  authProvider: (done) => done(null, token.accessToken),
});

const iterate = async (first) => {
  const items = [];
  const iterator = new PageIterator(client, first, (item) => { items.push(item); return true; });
  await iterator.iterate();
  return { items, deltaLink: iterator.getDeltaLink() };
};

seen.users = (await iterate(await client.api('/users').select('id,userPrincipalName').top(50).get())).items.length;
seen.members = new Set((await iterate(await client.api(`/groups/${largeGroup}/members`).select('id').top(999).get())).items.map((item) => item.id)).size;

const membersOf = (rows) => {
  const members = new Set();
  for (const row of rows.filter((row) => row.id === largeGroup)) {
    for (const entry of row['members@delta'] ?? []) {
      if (entry['@removed']) members.delete(entry.id); else members.add(entry.id);
    }
  }
  return members.size;
};
const round = await iterate(await client.api('/groups/delta').select('displayName,members').get());
seen.deltaMembers = membersOf(round.items);

const created = await client.api('/groups').post({ displayName: 'Made by the client', mailEnabled: false, mailNickname: 'made', securityEnabled: true });
const some = (await client.api('/users').select('id').top(20).get()).value;
const batch = new BatchRequestContent(some.map((user, index) => ({
  id: `${index}`,
  request: new Request(`${root}/groups/${created.id}/members/$ref`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ '@odata.id': `${root}/v1.0/directoryObjects/${user.id}` }),
  }),
})));
const answers = new BatchResponseContent(await client.api('/$batch').post(await batch.getContent()));
seen.batch = some.map((_, index) => answers.getResponseById(`${index}`).status);

const second = await iterate(await client.api(round.deltaLink).get());
seen.deltaNews = second.items.filter((row) => row.id === created.id).flatMap((row) => row['members@delta'] ?? []).length;

try {
  await client.api('/groups/00000000-0000-4000-8000-000000000000').select('id').get();
} catch (error) {
  seen.error = { statusCode: error.statusCode, code: error.code };
}

console.log(JSON.stringify(seen));
