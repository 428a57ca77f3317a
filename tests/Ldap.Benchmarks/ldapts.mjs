// Reads the same data with the npm client ldapts: node ldapts.mjs <package folder> <url> <ca file> <dn> <password file> <base> <filter> <attributes>
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const [folder, url, ca, dn, passwordFile, base, filter, attributes] = process.argv.slice(2);
const { Client } = createRequire(folder + '/')('ldapts');
const client = new Client({ url, tlsOptions: { ca: [readFileSync(ca)] } });
await client.bind(dn, readFileSync(passwordFile, 'utf8'));
let count = 0;
for await (const page of client.searchPaginated(base, { scope: 'sub', filter, attributes: attributes.split(','), paged: { pageSize: 1000 } })) count += page.searchEntries.length;
await client.unbind();
console.log(count);
