// What the browser tests share: Debian's Chromium, a page that fails when it asks elsewhere or breaks the security
// policy, words of both languages, counting. A check that throws has failed; the others go on.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const kArgs = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];

const kPatience = 30000; // a busy machine is no failure

export const count = { passed: 0, failed: 0 };

export async function check(name, act) {
  try {
    await act();
    count.passed++;
  } catch (error) {
    count.failed++;
    console.log(`FAILED ${name}: ${error.message.split('\n').slice(0, 6).join('\n  ')}`);
  }
}

export function expect(truth, why) {
  if (!truth) throw new Error(why);
}

export function words(lang) {
  const table = JSON.parse(readFileSync(new URL(`../../src/words/${lang}.json`, import.meta.url), 'utf8'));
  return (key, values = {}) => {
    if (!(key in table)) throw new Error(`no such word: ${key}`);
    return table[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  };
}

export function start() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: kArgs });
}

// A page in a fresh profile. `strange` collects what must never be: requests elsewhere, errors, broken policy.
export async function open(browser, base, { lang, theme = 'light', width = 1280, height = 900 }) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, acceptDownloads: true, locale: lang === 'ar' ? 'ar' : 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(kPatience);
  const strange = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !/^(blob|data):/.test(url)) strange.push(`asked for ${url}`);
  });
  page.on('requestfailed', (request) => {
    if (!request.url().includes('/api/')) strange.push(`failed: ${request.url()}`); // questions are given up when filters change
  });
  page.on('pageerror', (error) => strange.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) strange.push(message.text());
  });
  const go = async (hash) => {
    await page.goto('about:blank');
    await page.goto(`${base}#/${hash}${hash.includes('?') ? '&' : '?'}lang=${lang}`);
    await settled(page);
  };
  return { page, context, go, strange, lang, t: words(lang), base };
}

// Nothing is being asked, nor was a moment later: an answer may lead to the next question.
export async function settled(page) {
  const quiet = () => page.waitForFunction(() => document.querySelector('main')?.childElementCount && document.documentElement.dataset.asking === '0' && !document.querySelector('.busy, [aria-busy="true"]'));
  await quiet();
  await page.waitForTimeout(60);
  await quiet();
}

export async function until(page, act, why, every = 60) {
  for (const end = Date.now() + kPatience; Date.now() < end; await page.waitForTimeout(every)) if (await act()) return;
  throw new Error(`waited in vain: ${why}`);
}

// How many events the status line speaks of: Arabic says one and two in a word.
export async function total(page) {
  const text = await page.locator('.filters strong').innerText();
  const digits = /\d[\d,]*/.exec(text);
  if (digits) return Number(digits[0].replace(/,/g, ''));
  return { 'حدث واحد': 1, 'حدثان': 2, 'لا أحداث': 0 }[text.trim()];
}

export async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
