// The page is built into web/dist, which `rawi serve` finds through a link beside the command. Nothing is inlined: the
// content security policy allows neither inline scripts nor data: fonts in style sheets.
import { readFileSync, readdirSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { dependencies } from './package.json';

// What the page is made of, and its licences: one file beside it, linked from its foot.
function licences(): Plugin {
  const of = (name: string) => {
    const folder = `node_modules/${name}`;
    const about = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { version: string; license: string };
    const files = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file));
    return [`== ${name} ${about.version} (${about.license})`, ...files.map((file) => readFileSync(`${folder}/${file}`, 'utf8').trim())].join('\n\n');
  };
  const made = () => Object.keys(dependencies).map(of).join('\n\n\n');
  return { name: 'licences', generateBundle() { this.emitFile({ type: 'asset', fileName: 'licences.txt', source: `${made()}\n` }); } };
}

// Every browser that runs this page reads woff2: the older form beside it is left out of the style sheets, and so of the page.
function onlyWoff2(): Plugin {
  return { name: 'only-woff2', enforce: 'pre', transform: (code, id) => (id.includes('@fontsource') && id.endsWith('.css') ? code.replace(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, '') : undefined) };
}

export default defineConfig({
  base: './',
  build: { outDir: 'dist', assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: 'es2022' },
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  plugins: [onlyWoff2(), licences()],
  server: { proxy: { '/api': 'http://127.0.0.1:8391' } },
});
