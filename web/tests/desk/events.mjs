// Events: list, map and timeline filter each other; the address holds it all; pictures and files can be saved.
import { check, expect, pictured, settled, total, until } from './harness.mjs';

const query = (page) => new URLSearchParams(new URL(page.url()).hash.split('?')[1]);

export async function events({ page, go, t, lang }) {
  await check(`${lang}: events are listed, in the direction of the language, in letters that came along`, async () => {
    await go('events');
    expect((await total(page)) > 20, 'the example ledger has more than 20 events');
    expect((await page.locator('html').getAttribute('dir')) === (lang === 'ar' ? 'rtl' : 'ltr'), 'direction of the page');
    const [list, facets] = [await page.locator('.list').boundingBox(), await page.locator('.facets').boundingBox()];
    expect(lang === 'ar' ? facets.x > list.x : facets.x < list.x, 'facets stand where reading begins');
    expect(await page.evaluate(() => document.fonts.check('16px "Noto Naskh Arabic"', 'س') && document.fonts.check('16px "IBM Plex Sans Arabic"', 'س')), 'letters are loaded');
    expect(await page.locator('.card').first().locator('.chip', { hasText: t('origins') }).count(), 'origins on each');
  });
  await check(`${lang}: a facet narrows list and address, its chip takes it off again`, async () => {
    const before = await total(page);
    await page.locator('.facet-value', { hasText: t('type.ASSAULT') }).first().click();
    await until(page, async () => (await total(page)) < before, 'fewer events');
    expect(query(page).get('type') === 'ASSAULT', page.url());
    await page.locator('.filters .chip', { hasText: t('type.ASSAULT') }).click();
    await until(page, async () => (await total(page)) === before, 'all events again');
  });
  await check(`${lang}: a place on the map narrows the list, by mouse and by key`, async () => {
    const before = await total(page);
    await page.locator('.spot.point').first().press('Enter');
    await until(page, async () => (await total(page)) < before, 'fewer events');
    const place = query(page).get('place');
    expect(place, 'place in the address');
    expect(await page.locator('.spot.picked').count(), 'the place is shown as chosen');
    expect((await page.locator('.spot').count()) > 1, 'the other places stay on the map');
    await page.goBack();
    await until(page, async () => (await total(page)) === before, 'the way back');
  });
  await check(`${lang}: areas and countries are no points`, async () => {
    expect(await page.locator('.spot.whole, .spot.area').count(), 'the examples have some');
    expect((await page.locator('.spot.area .core, .spot.whole .core').count()) === 0, 'none has a core');
  });
  await check(`${lang}: days chosen on the timeline narrow list and map`, async () => {
    const before = await total(page);
    await page.locator('.timeline').evaluate((e) => e.scrollIntoView({ block: 'center' }));  // what is out of the window cannot be dragged
    const box = await page.locator('.timeline').boundingBox();
    const y = box.y + box.height - 36;
    await page.mouse.move(box.x + box.width * 0.55, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, y, { steps: 3 });
    await page.mouse.move(box.x + box.width * 0.97, y, { steps: 3 });
    await page.mouse.up();
    await until(page, async () => (await total(page)) < before, 'fewer events');
    const [from, to] = [query(page).get('from'), query(page).get('to')];
    expect(/^\d{4}-\d\d-\d\d$/.test(from) && from < to, `${from} ${to}`);
    expect(await page.locator('.timeline .band').count(), 'the band is drawn');
    await page.getByRole('button', { name: t('all_times') }).click();
    await until(page, async () => (await total(page)) === before, 'all times again');
  });
  for (const [lane, word] of [['dated', 'undated_lane'], ['placed', 'unplaced_lane']]) {
    await check(`${lang}: the lane ${word} holds as many as it says`, async () => {
      await go('events');
      const button = page.locator('.picture button.chip', { hasText: t(word) });
      const says = Number((await button.locator('.n').innerText()).replace(/,/g, ''));
      expect(says > 0, 'the examples have some');
      await button.click();
      await until(page, async () => (await total(page)) === says, `${says} in the list`);
      expect(query(page).get(lane) === 'false', page.url());
    });
  }
  await check(`${lang}: keys: search box, words, list`, async () => {
    await go('events');
    const before = await total(page);
    await page.keyboard.press('/');
    await page.keyboard.type('بعقوبة');
    await page.keyboard.press('Enter');
    await until(page, async () => query(page).get('q') === 'بعقوبة' && (await total(page)) < before, 'fewer events');
    await page.locator('main').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await until(page, async () => page.url().includes('#/event/'), 'an event');
    await page.goBack();
    await page.locator('main').focus();
    await page.keyboard.press('?');
    await page.locator('dialog').waitFor();
    await page.keyboard.press('Escape');
    await until(page, async () => (await page.locator('dialog').count()) === 0, 'the keys are closed');
  });
  await check(`${lang}: a search is kept and found again; the other language shows the same`, async () => {
    await go('events?type=ASSAULT&country=IQ');
    const n = await total(page);
    await page.getByRole('button', { name: t('keep_search') }).click();
    await go('searches');
    await page.locator('main a').first().click();
    await settled(page);
    expect((await total(page)) === n && query(page).get('country') === 'IQ', page.url());
    await page.locator('header a.chip').click();
    await until(page, async () => (await page.locator('html').getAttribute('lang')) !== lang, 'the other language');
    expect(query(page).get('type') === 'ASSAULT', page.url());
    await page.goBack();
  });
  await pictures({ page, go, t, lang });
  await check(`${lang}: every form of export is a file with something in it`, async () => {
    await go('events?type=ASSAULT');
    const links = await page.locator('.pictures section a[download]').evaluateAll((all) => all.map((one) => one.href));
    expect(links.length === 6, `${links.length} forms`);
    for (const href of links) {
      const answer = await page.request.get(href);
      expect(answer.ok() && (await answer.body()).length > 200, `${href}: ${answer.status()}`);
    }
  });
}

async function pictures({ page, go, t, lang }) {
  await check(`${lang}: map and timeline are saved as SVG and PNG, with their attribution`, async () => {
    await go('events');
    await pictured(page, t, t('map'), { earth: true, least: 20 });
    await pictured(page, t, t('timeline'));
  });
  await check(`${lang}: the address holds where the map is: again, and for whoever gets it`, async () => {
    await page.locator('svg.map').press('+');
    await page.locator('svg.map').press('+');
    await page.locator('svg.map').press('ArrowRight');
    await until(page, async () => query(page).get('map'), 'where it is, in the address');
    const frame = (of) => of.locator('svg.map > g').getAttribute('transform').then((text) => text.match(/-?[\d.]+/g).map(Number));
    const alike = (a, b) => a.every((value, i) => Math.abs(value - b[i]) <= 3);
    const [moved, address] = [await frame(page), page.url()];
    expect(moved[2] > 2, `nearer: ${moved}`);
    await page.reload();
    await settled(page);
    expect(alike(await frame(page), moved) && page.url() === address, `read again: ${await frame(page)} was ${moved}`);
    const other = await page.context().newPage();
    await other.goto(address);
    await settled(other);
    expect(alike(await frame(other), moved), `shared: ${await frame(other)} was ${moved}`);
    await other.close();
  });
  await check(`${lang}: what the server refuses is said in the language of the page`, async () => {
    for (const [address, code, values] of [['event/ev0', 'no-event', { event: 'ev0' }], ['claim/999999', 'no-claim', { claim: '999999' }], ['events?from=gestern', 'no-date', { value: 'gestern' }], ['events?type=PARTY', 'no-choice', { value: 'PARTY', name: t('filter.type') }]]) {
      await go(address);
      const said = (await page.locator('.problem').first().innerText()).replace(/[\u2068\u2069]/g, '');
      expect(lang === 'ar' ? said.includes(t(`problem.${code}`, values)) : said.includes(':'), `${address}: ${said}`);
    }
  });
}
