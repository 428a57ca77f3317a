// Runs rules, translated to SQL, over the same people. Arguments: people.csv, rules.json, threads.
// Prints one JSON object: the milliseconds on the clock and of all processors, and for every rule how many people it chooses and the sum of their row numbers.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [people, rulesFile, threads] = process.argv.slice(2);
const rules = JSON.parse(readFileSync(rulesFile, 'utf8'));
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
await connection.run(`create table people as select * from read_csv('${people}', header = true, all_varchar = true, nullstr = '')`);
await connection.run('alter table people alter row_number type bigint');

async function answers(sql) {
  return (await connection.runAndReadAll(sql)).getRows();
}

async function timed(work) {
  const start = process.hrtime.bigint();
  const used = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(used);
  return { times: { clock: Number(process.hrtime.bigint() - start) / 1e6, processors: (user + system) / 1e3 }, result };
}

await answers(`select count(*) from people where ${rules[0]}`);

const single = await timed(async () => {
  const rows = [];
  for (const rule of rules) {
    rows.push((await answers(`select count(*), sum(row_number) from people where ${rule}`))[0]);
  }
  return rows;
});

// All rules of a batch in one pass over the table: what somebody would do who knows the database.
const batched = await timed(async () => {
  const rows = [];
  for (let at = 0; at < rules.length; at += 50) {
    const columns = rules.slice(at, at + 50).map((rule) => `count(*) filter (where ${rule}), sum(row_number) filter (where ${rule})`);
    const row = (await answers(`select ${columns.join(', ')} from people`))[0];
    for (let i = 0; i < row.length; i += 2) rows.push([row[i], row[i + 1]]);
  }
  return rows;
});

const plain = (rows) => rows.map(([count, sum]) => [Number(count), Number(sum ?? 0)]);
console.log(JSON.stringify({
  single: single.times,
  batched: batched.times,
  rules: plain(single.result),
  batchedAgrees: JSON.stringify(plain(single.result)) === JSON.stringify(plain(batched.result)),
}));
