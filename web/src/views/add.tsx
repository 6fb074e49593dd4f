// Add: drop files in, see how far they are, and what was not understood.
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, kApi, ledgerChanged, useLoad, type Job } from '../api';
import { Problem, problem, Trouble, type Told } from '../parts/problem';
import { Outcomes, Why } from './add_outcomes';
import { range } from '../edtf';
import { number, t, term } from '../words';
import { size } from '../say';
import { ReportTable } from './reports';

const kGoing = ['waiting', 'reading', 'joining'];

interface Refused {
  name: string;
  why: string;
}

export const AddView = () => {
  const [refused, refuse] = useState<readonly Refused[]>([]);
  const [published, setPublished] = useState('');
  const [over, setOver] = useState(false);
  const [sending, send] = useState(0);
  const jobs = useJobs();
  const add = async (files: readonly File[]) => {
    send((n) => n + files.length);
    for (const file of files) {
      try {
        await upload(file, range(published) ? published : '');
      } catch (error) {
        refuse((all) => [...all, { name: file.name, why: problem(error) }]);
      }
      send((n) => n - 1);
      jobs.again();
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void add([...(event.dataTransfer?.files ?? [])]);
  };
  return (
    <div class="stack">
      <h1>{t('tab.add')}</h1>
      <div class={`drop panel${over ? ' over' : ''}`} onDragOver={(event) => (event.preventDefault(), setOver(true))} onDragLeave={() => setOver(false)} onDrop={drop}>
        <p>{t('drop_here')}</p>
        <label class="button">{t('choose_files')}<input class="hidden" type="file" multiple onChange={(event) => (void add([...(event.currentTarget.files ?? [])]), (event.currentTarget.value = ''))} /></label>
        <label class="row">{t('published_if_missing')}<input dir="ltr" size={12} placeholder="2024-05-14" value={published} onInput={(event) => setPublished(event.currentTarget.value.trim())} /></label>
        {sending > 0 && <p role="status" class="busy">{t('sending', { n: sending })}</p>}
      </div>
      {refused.map((one, i) => <p key={i} class="panel problem" role="alert"><bdi dir="auto">{one.name}</bdi>: {one.why}</p>)}
      {jobs.error !== undefined && <Trouble error={jobs.error} again={jobs.again} />}
      {jobs.data?.items.map((job) => <JobCard key={job.job} job={job} />)}
    </div>
  );
};

// openapi-fetch would read the file as JSON; bytes go as they are.
async function upload(file: File, published: string): Promise<void> {
  const query = new URLSearchParams({ name: file.name, ...(published ? { published } : {}) });
  const answer = await fetch(`${kApi}/reports?${query}`, { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: file });
  if (answer.ok) return;
  throw new Problem(answer.status, (await answer.json().catch(() => ({}))) as Told);
}

function useJobs() {
  const load = useLoad('jobs', (signal) => api.GET('/jobs', { signal }));
  const going = load.data?.items.some((job) => kGoing.includes(job.state)) ?? false;
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !going) ledgerChanged();
    was.current = going;
    if (!going) return;
    const timer = setInterval(load.again, 700);
    return () => clearInterval(timer);
  }, [going]);
  return load;
}

const JobCard = ({ job }: { job: Job }) => {
  const going = kGoing.includes(job.state);
  return (
    <section class={`panel stack${job.state === 'failed' ? ' problem' : ''}`}>
      <div class="row">
        <h2><bdi dir="auto">{job.name}</bdi></h2>
        <span class="chip">{term('job', job.state)}</span>
        <span class="muted small">{size(job.size)}</span>
        {going && <button class="end" onClick={() => void api.DELETE('/jobs/{job}', { params: { path: { job: job.job } } })}>{t('stop')}</button>}
      </div>
      {going && <progress max={Math.max(1, job.size)} value={job.read} aria-label={job.name} />}
      <dl class="figures">
        {(['reports', 'versions', 'known', 'failed', 'claims', 'events'] as const).map((name) => <div key={name}><dt>{t(`job.n.${name}`)}</dt><dd>{number(job[name])}</dd></div>)}
      </dl>
      {job.error && <p role="alert"><Why text={job.error} /></p>}
      <Outcomes job={job} />
      {job.not_understood.length > 0 && <details open><summary>{t('not_understood', { n: job.not_understood.length })}</summary><ReportTable rows={job.not_understood} /></details>}
    </section>
  );
};
