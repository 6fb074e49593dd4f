// How a large ledger feels: what the server needs for each question that the page asks, under many filters, and what the
// browser needs from the address to the first list, and from a click on a facet to the new list. Prints a table; fails
// where the first view takes a second or more, or a filtered answer 200 ms or more. On a machine that does other work too,
// look at the processor time, which is told beside it. bench/desk.sh starts the server.
// usage: node speed.mjs ADDRESS [PID of the server]
import { readFileSync, readdirSync } from 'node:fs';
import { expect, open, settled, start, total, until } from './harness.mjs';

const kFirstView = 1000;
const kFilter = 200;
const kRounds = 3;
const kFilters = {
  'none': {},
  'type=ASSAULT': { type: 'ASSAULT' },
  'country=SY, status=denied': { country: 'SY', status: 'denied' },
  'within=العراق': { within: 'العراق' },
  'reports_min=2, sort=reports': { reports_min: '2', sort: 'reports' },
  'q=مقتل': { q: 'مقتل' },
  'q=وقال': { q: 'وقال' }, // a word that most reports have
  'bbox, from, to': { bbox: '30,20,50,40', from: '2015', to: '2016' },
  'source=وزارة الدفاع': { source: 'وزارة الدفاع' },
};
const kQuestions = ['events', 'events/map', 'events/timeline', 'events/light', 'events/facets'];

const middle = (times) => [...times].sort((a, b) => a - b)[times.length >> 1];
const row = (name, ...cells) => console.log(name.padEnd(30) + cells.map((cell) => String(cell).padStart(13)).join(''));
const slow = [];

// Milliseconds that all threads of the server have had a processor.
function worked() {
  return readdirSync(`/proc/${pid}/task`).reduce((sum, task) => sum + Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e6, 0);
}

// The middle of some rounds, so that a burst of other work on the machine does not count.
async function server(base) {
  row('on the server, ms (processor)', ...kQuestions.map((one) => one.replace('events/', '')));
  for (const [name, filter] of Object.entries(kFilters)) {
    const cells = [];
    for (const question of kQuestions) {
      const asked = new URLSearchParams({ ...filter, ...(question === 'events/light' ? { limit: '250' } : question === 'events' ? { limit: '50' } : {}) });
      if (question !== 'events') asked.delete('sort');
      const [times, works] = [[], []];
      for (let i = 0; i < kRounds; i++) {
        const [begin, before] = [performance.now(), worked()];
        const answer = await fetch(`${base}api/v1/${question}?${asked}`);
        await answer.arrayBuffer();
        expect(answer.ok, `${question}?${asked}: ${answer.status}`);
        times.push(performance.now() - begin);
        works.push(worked() - before);
      }
      cells.push(`${middle(times).toFixed(0)} (${middle(works).toFixed(0)})`);
      if (middle(times) >= kFilter) slow.push(`${question} with ${name}: ${middle(times).toFixed(0)} ms`);
    }
    row(name, ...cells);
  }
}

// Told by the page itself: when the first card has been painted, counted from the beginning of the navigation.
const watch = () => {
  const done = () => requestAnimationFrame(() => requestAnimationFrame(() => (window.firstView = performance.now())));
  const look = new MutationObserver(() => document.querySelector('.card') && (look.disconnect(), done()));
  look.observe(document, { childList: true, subtree: true });
};

async function firstViews(browser, base, lang) {
  const [lists, wholes, works, serves] = [[], [], [], []];
  for (let i = 0; i < kRounds; i++) {
    const desk = await open(browser, base, { lang }); // a new profile: nothing is in its cache
    await desk.page.addInitScript(watch);
    const tools = await desk.context.newCDPSession(desk.page);
    await tools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const before = worked();
    await desk.page.goto(`${base}#/events?lang=${lang}`);
    await desk.page.waitForFunction(() => window.firstView);
    lists.push(await desk.page.evaluate(() => window.firstView));
    const { metrics } = await tools.send('Performance.getMetrics');
    works.push(1000 * metrics.find((one) => one.name === 'TaskDuration').value);
    serves.push(worked() - before);
    await settled(desk.page);
    wholes.push(await desk.page.evaluate(() => performance.now()));
    if (process.env.DESK_SHOTS && i === 0) await desk.page.screenshot({ path: `${process.env.DESK_SHOTS}/large-${lang}.png` });
    await desk.context.close();
  }
  row(`first view (${lang}), ms`, `list ${middle(lists).toFixed(0)}`, `most ${Math.max(...lists).toFixed(0)}`, `page (${middle(works).toFixed(0)})`, `server (${middle(serves).toFixed(0)})`, `whole ${middle(wholes).toFixed(0)}`);
  if (middle(lists) >= kFirstView) slow.push(`first view (${lang}): ${middle(lists).toFixed(0)} ms`);
}

async function clicks(browser, base) {
  const desk = await open(browser, base, { lang: 'ar' });
  await desk.go('events');
  const times = [];
  for (let i = 0; i < kRounds; i++) {
    const before = await total(desk.page);
    const begin = performance.now();
    await desk.page.locator('.facet-value').nth(i).click();
    await until(desk.page, async () => (await total(desk.page)) < before, 'fewer events', 5);
    times.push(performance.now() - begin);
    await desk.go('events');
  }
  row('click to new list, ms', `list ${middle(times).toFixed(0)}`, `most ${Math.max(...times).toFixed(0)}`);
  await desk.context.close();
}

const [base, pid] = process.argv.slice(2);
const ledger = await (await fetch(`${base}api/v1/ledger`)).json();
console.log(`${ledger.reports} reports, ${ledger.claims} claims, ${ledger.events} events`);
await server(base);
const browser = await start();
try {
  for (const lang of ['ar', 'en']) await firstViews(browser, base, lang);
  await clicks(browser, base);
} finally {
  await browser.close();
}
for (const one of slow) console.log(`TOO SLOW ${one}`);
process.exitCode = slow.length > 0 ? 1 : 0;
