// Review and Add: each leaves the ledger as it was, except for one report that is added.
import { check, expect, settled, total, until } from './harness.mjs';

const kArticle = {
  ar: 'قالت شرطة نينوى إن عبوة ناسفة انفجرت يوم الأحد 2 حزيران 2024 قرب جسر في الموصل، ما أدى إلى مقتل ثلاثة أشخاص وإصابة أربعة آخرين.',
  en: 'قالت بلدية إربد إن مئات العمال تظاهروا يوم الاثنين 3 حزيران 2024 في مدينة إربد احتجاجا على تأخر الرواتب.',
};

// A report, one in another language, another version of the first, and a line that is nothing.
const kMixed = (lang) => [
  { id: `m-${lang}`, text: 'قتل أربعة أشخاص في انفجار قرب مدينة الحلة يوم 5 حزيران 2024.' },
  { id: `f-${lang}`, text: 'The ministry said on Wednesday that the road between the two towns would stay closed until the end of the month because of the floods.' },
  { id: `m-${lang}`, text: 'قتل ستة أشخاص في انفجار قرب مدينة الحلة يوم 5 حزيران 2024.' },
].map((one) => JSON.stringify(one)).concat('{nothing').join('\n');

export async function work(desk) {
  const { page, go, t, lang } = desk;
  const fill = async (why) => {
    await page.locator('dialog textarea').fill(why);
    await page.locator('dialog').getByLabel(t('who')).fill('سلمى');
    await page.locator('dialog button.primary').click();
    await until(page, async () => (await page.locator('dialog').count()) === 0, `kept: ${await page.locator('dialog .problem').allInnerTexts()}`);
  };
  const undo = () => page.locator('.toast button').click();
  const queued = async () => Number(/\d+/.exec(await page.locator('main strong[role=status]').innerText())[0]);
  await check(`${lang}: the queue: accepted, and taken back`, async () => {
    await go('review');
    const before = await queued();
    expect(before > 0, 'the examples leave something to judge');
    await page.locator('.review button.primary').first().click();
    await fill('قرأت النص');
    await until(page, async () => (await queued()) === before - 1, 'one less');
    await undo();
    await until(page, async () => (await queued()) === before, 'as before');
  });
  await check(`${lang}: a field corrected, seen in the claim and in the log, undone there`, async () => {
    await go('reports');
    await page.locator('tbody tr a').first().click();
    await page.locator('.claim').first().waitFor();
    const claim = page.locator('.claim').first();
    const status = await claim.locator('.chip').first().innerText();
    const to = status === t('status.denied') ? 'planned' : 'denied';
    await claim.locator('summary').click();
    await claim.getByRole('button', { name: t('do.field') }).click();
    await page.locator('dialog select').first().selectOption('status');
    await page.locator('dialog select').nth(1).selectOption(to);
    await fill('النص ينفي');
    await until(page, async () => (await claim.locator('.chip').first().innerText()) === t(`status.${to}`), 'the claim says so');
    await go('review?part=log');
    const first = page.locator('.log li').first();
    expect(/سلمى/.test(await first.innerText()) && /النص ينفي/.test(await first.innerText()), 'who and why');
    await first.getByRole('button', { name: t('undo') }).click();
    await page.locator('.log .undone').first().waitFor();
  });
  await check(`${lang}: events merged from the list, and parted by undo`, async () => {
    await go('events?type=CONSULT');
    const before = await total(page);
    expect(before >= 2, 'two events to merge');
    await page.locator('.tick input').nth(0).check();
    await page.locator('.tick input').nth(1).check();
    await page.locator('.merge button.primary').click();
    await fill('حدث واحد');
    await until(page, async () => (await total(page)) === before - 1, 'one less');
    await undo();
    await until(page, async () => (await total(page)) === before, 'as before');
  });
  await check(`${lang}: a claim is split off, an event commented`, async () => {
    await go('events?q=بعقوبة&sort=reports');
    await page.locator('.card a.go').first().click();
    await page.locator('.said details').first().locator('summary').first().click();
    const claim = page.locator('.said .claim').first();
    await claim.locator('summary').click();
    await claim.getByRole('button', { name: t('do.split') }).click();
    await fill('حدث آخر');
    await page.locator('.toast').waitFor();
    await undo();
    await until(page, async () => (await page.locator('.toast').innerText()).includes(t('done.undo')), 'undone');
    if ((await claim.getByRole('button', { name: t('do.exclude') }).count()) === 0) await claim.locator('summary').click();
    await claim.getByRole('button', { name: t('do.exclude') }).click();
    await fill('ليست من الحدث');
    await until(page, async () => (await page.locator('.toast').innerText()).includes(t('done.exclude')), 'excluded');
    await undo();
    await until(page, async () => (await page.locator('.toast').innerText()).includes(t('done.undo')), 'undone');
    await page.getByRole('link', { name: t('part.corrections') }).click();
    await page.getByRole('button', { name: t('do.comment') }).first().click();
    await fill('يُراجع مع الوكالة');
    await until(page, async () => (await page.locator('.log').innerText()).includes('يُراجع مع الوكالة'), 'the comment');
  });
  await check(`${lang}: a file is added, seen through, and found; what is no report is named`, async () => {
    await go('add');
    await page.setInputFiles('input[type=file]', [
      { name: `added-${lang}.txt`, mimeType: 'text/plain', buffer: Buffer.from(kArticle[lang]) },
      { name: `broken-${lang}.jsonl`, mimeType: 'text/plain', buffer: Buffer.from('{"id": "x", "text": \n') },
      { name: `mixed-${lang}.jsonl`, mimeType: 'text/plain', buffer: Buffer.from(kMixed(lang)) },
      { name: `empty-${lang}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`مرحبا ${lang}`) },
    ]);
    const job = (name) => page.locator('section.panel', { has: page.getByRole('heading', { name }) });
    await until(page, async () => (await job(`added-${lang}.txt`).locator('.chip').first().innerText()) === t('job.done'), 'the file is done');
    await until(page, async () => (await job(`broken-${lang}.jsonl`).locator('summary, [role=alert]').count()) > 0, 'the broken one is named');
    const mixed = job(`mixed-${lang}.jsonl`);
    await until(page, async () => (await mixed.locator('.chip').first().innerText()) === t('job.done'), 'the mixed file is done');
    const rows = await mixed.locator('tbody').first().locator('tr').allInnerTexts();
    expect(!rows[0].includes(t('outcome.version', { v: 2 })), `a first version: ${rows[0]}`);
    const expected = [['outcome.read', t('outcome.lacks', { what: '' }).trim()], ['outcome.kept', t('why.foreign')], ['outcome.read', t('outcome.version', { v: 2 })], ['outcome.refused', '']];
    expected.forEach(([is, note], i) => expect(rows[i]?.includes(t(is)) && (lang === 'en' && is === 'outcome.kept' ? true : rows[i].includes(note)), `line ${i + 1}: ${rows[i]}`));
    expect((await mixed.locator('.outcomes').innerText()).includes(t('outcome.refused')), 'how many of each');
    if (lang === 'ar') expect(!/[A-Za-z]{4,} [A-Za-z]{2,} [A-Za-z]{2,}/.test(await page.locator('main').innerText()), 'no English sentence');
    await until(page, async () => (await job(`empty-${lang}.txt`).locator('summary').count()) > 0, 'what was not understood is shown');
    await go(`reports?q=${lang === 'ar' ? 'نينوى' : 'إربد'}`);
    await settled(page);
    expect(await page.locator('main li mark').count(), 'its words are found');
  });
}
