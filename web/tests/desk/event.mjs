// One event, from the list to the words; its report; its sources.
import { check, expect, pictured, settled, until } from './harness.mjs';

export async function event({ page, go, t, lang, base }) {
  const api = async (path) => (await page.request.get(`${base}api/v1${path}`)).json();
  const found = await api('/events?q=بعقوبة&sort=reports&limit=1');
  const id = found.items[0].event;
  const whole = await api(`/events/${id}`);
  await check(`${lang}: accounts stand side by side, a column an origin, with its words`, async () => {
    await go(`event/${id}`);
    expect((await page.locator('.account').count()) === whole.accounts.length && whole.accounts.length >= 3, 'a column each');
    const boxes = await Promise.all([0, 1].map((i) => page.locator('.account').nth(i).boundingBox()));
    expect(Math.abs(boxes[0].y - boxes[1].y) < 2 && (lang === 'ar' ? boxes[0].x > boxes[1].x : boxes[0].x < boxes[1].x), 'side by side, the first where reading begins');
    expect((await page.locator('.account mark').count()) >= whole.accounts.length, 'words are marked');
  });
  await check(`${lang}: the chain graph runs with the reading, unfolds its copies, and is saved`, async () => {
    await page.getByRole('link', { name: t('part.chain') }).click();
    await page.locator('.isnad .node').first().waitFor();
    const folded = await page.locator('.isnad .node').count();
    expect(folded === whole.chain.nodes.length, `${folded} nodes`);
    const [first, report] = [await page.locator('.isnad .node.first').first().boundingBox(), await page.locator('.isnad .node.report').first().boundingBox()];
    expect(lang === 'ar' ? first.x > report.x : first.x < report.x, 'origins stand where reading begins');
    const copies = whole.chain.nodes.reduce((sum, node) => sum + node.copies.length, 0);
    expect(copies > 0, 'the example has a copy');
    await page.getByRole('button', { name: t('unfold', { n: copies }) }).click();
    await until(page, async () => (await page.locator('.isnad .node').count()) === folded + copies, 'copies are shown');
    await pictured(page, t, t('isnad'), { has: whole.chain.nodes[0].name.slice(0, 12) });
    expect(await page.locator('.tree li').count(), 'why so many origins');
  });
  await check(`${lang}: contradictions show both sides' words, revisions theirs`, async () => {
    await page.getByRole('link', { name: t('part.differences') }).click();
    await page.locator('.difference').first().waitFor();
    const sides = page.locator('.difference.bad').first().locator('.side');
    expect((await sides.count()) >= 2, 'two sides');
    for (let i = 0; i < 2; i++) expect(await sides.nth(i).locator('blockquote mark').count(), 'words of each side');
    expect((await page.locator('.difference').count()) === whole.contradictions.length + whole.revisions.length + whole.not_contradictions.length, 'all differences');
  });
  await check(`${lang}: copied passages, and the day's knowledge`, async () => {
    await go(`event/${id}?part=copies`);
    expect((await page.locator('.pair').count()) > 0, 'passages side by side');
    await go(`event/${id}?part=history`);
    expect((await page.locator('tbody tr').count()) === whole.history.length, 'a row a state');
    await pictured(page, t, t('reports_in_time'));
    await pictured(page, t, t('map'), { earth: true });
    await page.locator('tbody tr').last().getByRole('button').click();
    await until(page, async () => page.url().includes('as_of='), 'the moment is in the address');
    await settled(page);
    expect(await page.locator('.chip.warn', { hasText: t('as_known', { day: '' }).trim() }).count(), 'it says as of when');
  });
  await check(`${lang}: what was lost on the way, and who is a party, are said`, async () => {
    const events = await Promise.all((await api('/events?limit=100')).items.map(async ({ event: id }) => ({ id, ...(await api(`/events/${id}`)) })));
    const drifting = events.find((one) => one.drifts.length > 0), partial = events.find((one) => one.accounts.some((account) => account.party));
    expect(drifting && partial, 'the ledger has both');
    await go(`event/${drifting.id}?part=copies`);
    await until(page, () => page.locator('h2').count(), 'what drifted');
    const headings = await page.locator('h2').allInnerTexts();
    for (const { kind } of drifting.drifts) expect(headings.some((one) => one.includes(t(`drift.${kind}`))), `${kind} in ${headings}`);
    await go(`event/${partial.id}`);
    await page.locator('.account').first().waitFor();
    expect((await page.locator('.account .chip', { hasText: t('party') }).count()) === partial.accounts.filter((account) => account.party).length, 'parties among the accounts');
  });
  await report({ page, go, t, lang, api, whole });
  await source({ page, go, t, lang, api, whole });
}

async function report({ page, go, t, lang, api, whole }) {
  const number = whole.reports[0].report;
  const told = await api(`/reports/${number}`);
  await check(`${lang}: the report's text is whole, right to left, marked`, async () => {
    await go(`report/${number}`);
    expect((await page.locator('.text').evaluate((box) => box.textContent)) === told.text, 'not a letter more or less');
    expect((await page.locator('.text').evaluate((box) => getComputedStyle(box).direction)) === 'rtl', 'right to left');
    for (const kind of ['claim', 'source', 'time', 'place', 'number']) expect(await page.locator(`.text .m-${kind}`).count(), `${kind} is marked`);
  });
  await check(`${lang}: from words to claim and back`, async () => {
    await page.locator('.text .m-claim').nth(1).click();
    await until(page, async () => (await page.locator('.claim.chosen').count()) === 1, 'a claim is chosen');
    const claim = Number(new URLSearchParams(page.url().split('?')[1]).get('claim'));
    const other = told.claims.find((one) => one.claim !== claim);
    await page.locator(`#claim-${other.claim} button[data-item]`).click();
    await until(page, async () => (await page.locator('.text .m-claim.chosen').allInnerTexts()).includes(other.trigger.text), 'its words are chosen');
  });
  await check(`${lang}: kinds of marks can be switched off; aligned copies stand beside the text`, async () => {
    await page.locator('.legend-marks').getByRole('button', { name: t('mark.source'), exact: true }).click();
    await until(page, async () => (await page.locator('.text .m-source').count()) === 0, 'no source is marked');
    const copied = whole.copies[0];
    await go(`report/${copied.second}`);
    await page.locator('nav.chips button').first().click();
    await page.locator('.aligned .pair').nth(1).waitFor();
    const [text, beside] = [await page.locator('.text').boundingBox(), await page.locator('.aligned').boundingBox()];
    expect(lang === 'ar' ? beside.x < text.x : beside.x > text.x, 'beside it');
  });
  await check(`${lang}: reports are found by their words`, async () => {
    await go('reports');
    expect((await page.locator('tbody tr').count()) > 20, 'all reports');
    await page.locator('[data-search]').fill('انفجرت');
    await page.keyboard.press('Enter');
    await page.locator('main li mark').first().waitFor();
    await page.locator('main li a').first().click();
    await page.locator('.text').waitFor();
  });
}

async function source({ page, go, t, lang, api, whole }) {
  await check(`${lang}: a source: what it said when, told to whom`, async () => {
    const link = whole.chain.nodes.find((node) => node.source !== null && node.source_kind !== 'unnamed');
    await go('sources');
    expect((await page.locator('tbody tr').count()) > 10, 'sources are listed');
    await go(`source/${link.source}`);
    expect((await page.locator('h1').innerText()).includes(link.name.slice(0, 8)), link.name);
    await until(page, () => page.locator('.timeline .heap').count(), 'over time');
    await pictured(page, t, t('said_over_time'));
    await until(page, () => page.locator('.claim').count(), 'what it said');
    expect((await page.locator('.figures dd').count()) === 7, 'its figures');
    expect(await page.getByRole('heading', { name: t('what_it_said') }).count(), 'its heading');
    const undated = (await api('/sources?name=المنبر&limit=5')).items.find((one) => one.claims > 2);
    await go(`source/${undated.source}`);
    expect((await page.locator('article.claim').count()) === Math.min(20, undated.claims), 'claims without a time are shown too');
  });
}
