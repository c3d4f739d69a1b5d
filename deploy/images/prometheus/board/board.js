// Draws the panels of Grafana's dashboard from Prometheus alone, for machines where Grafana cannot be had: the same file, the same
// queries. It knows the panels and units that the file has, "stat" and "timeseries", and says so where there is another.
'use strict';

const REFRESH = 30_000;          // as the dashboard says; Prometheus asks the services twice as often
const WAIT = 15_000;             // for one answer; a panel that has none by then says so
const AT_ONCE = 4;               // queries, so that a page never takes Prometheus from its rules
const POINTS = 300;              // a curve has no more than a panel has pixels for
const NAMED = 6;                 // curves in a legend; the highest ones
const COLOURS = ['#3b7ddd', '#e0752d', '#3f9b4f', '#c2405b', '#8a63d2', '#1f9fa8', '#b58900', '#7f8c9a', '#d6499f', '#5a7d2a'];

// How uPlot writes times: from steps of so many seconds on, as what, and with what where the year or the day begins.
const TIMES = [[86400, '{MM}-{DD}'], [60, '{HH}:{mm}'], [1, '{HH}:{mm}:{ss}']].map(([step, text]) => {
  const day = step < 86400 ? '\n{MM}-{DD}' : null;
  return [step, text, day, null, day, null, null, null, 1];
});

// Steps of an axis that are round in the unit; uPlot's own are round in tens.
const STEPS = {
  bytes: Array.from({ length: 50 }, (_, i) => 2 ** i),
  s: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 43200,
    ...Array.from({ length: 20 }, (_, i) => 86400 * 2 ** i)],
};

const at = id => document.getElementById(id);
const element = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text ?? '' });

async function answer(path, parameters) {
  const response = await fetch(`/api/v1/${path}?${new URLSearchParams(parameters)}`, { signal: AbortSignal.timeout(WAIT) });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error || `Prometheus answers ${response.status}`);
  return body.data;
}

// What a value is called in a unit of Grafana's.
const scaled = (value, base, steps) => {
  let step = 0;
  while (Math.abs(value) >= base && step < steps.length - 1) { value /= base; step++; }
  return `${Number(value.toPrecision(3))}${steps[step]}`;
};
const units = {
  short: value => scaled(value, 1000, ['', ' K', ' M', ' G', ' T']),
  bytes: value => scaled(value, 1024, [' B', ' KiB', ' MiB', ' GiB', ' TiB']),
  percentunit: value => `${Number((value * 100).toPrecision(3))} %`,
  s: value => {
    const size = Math.abs(value);
    if (size === 0) return '0 s';
    if (size < 1) return `${Number((value * 1000).toPrecision(3))} ms`;
    const [length, name] = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']].find(([seconds]) => size >= seconds);
    return `${Number((value / length).toPrecision(3))} ${name}`;
  },
};
const unitOf = panel => units[panel.fieldConfig?.defaults?.unit ?? 'short'];

// The labels by which the series of a panel differ.
function named(all) {
  const labels = [...new Set(['service', ...all.flatMap(one => Object.keys(one.metric))])];
  const telling = labels.filter(label => new Set(all.map(one => one.metric[label])).size > 1 && label !== '__name__');
  // A replica's address only where nothing else tells two curves apart.
  const without = telling.filter(label => label !== 'instance' && label !== 'job');
  const text = (one, by) => by.map(label => one.metric[label]).filter(Boolean).join(' ');
  const by = new Set(all.map(one => text(one, without))).size === all.length ? without : telling;
  all.forEach(one => { one.name = text(one, by); });
}

function nothing(box, text, bad) {
  box.chart?.destroy();
  box.chart = null;
  box.legend.textContent = '';
  box.body.replaceChildren(element('span', bad ? 'nothing bad' : 'nothing', text));
}

async function stat(box, panel) {
  const { result } = await answer('query', { query: panel.targets[0].expr });
  if (result.length === 0) return nothing(box, 'no data');
  box.body.textContent = result.map(one => unitOf(panel)(Number(one.value[1]))).join('  ');
}

async function timeseries(box, panel, seconds) {
  const step = Math.max(15, Math.ceil(seconds / POINTS / 15) * 15);
  const end = Math.floor(Date.now() / 1000 / step) * step;
  const start = end - Math.floor(seconds / step) * step;
  const answers = await Promise.all(panel.targets.map(target => answer('query_range', { query: target.expr, start, end, step })));
  const series = answers.flatMap(one => one.result);
  if (series.length === 0) return nothing(box, 'no data');
  named(series);
  const times = Array.from({ length: (end - start) / step + 1 }, (_, i) => start + i * step);
  for (const one of series) {
    const known = new Map(one.values.map(([time, value]) => [time, Number(value)]));
    one.points = times.map(time => (Number.isFinite(known.get(time)) ? known.get(time) : null));
    one.newest = one.points.findLast(value => value !== null) ?? -Infinity;
  }
  series.sort((a, b) => b.newest - a.newest || a.name.localeCompare(b.name));
  draw(box, panel, times, series);
}

function draw(box, panel, times, series) {
  const unit = unitOf(panel);
  const quiet = getComputedStyle(document.body).getPropertyValue('color');
  const grid = { stroke: 'rgba(128, 128, 128, .2)', width: 1 };
  const legend = index => {
    const parts = series.slice(0, NAMED).flatMap((one, i) => {
      const mark = element('b');
      mark.style.background = COLOURS[i % COLOURS.length];
      const value = index == null ? one.newest : one.points[index];
      return [mark, `${one.name} ${value == null || value === -Infinity ? '–' : unit(value)}`];
    });
    if (series.length > NAMED) parts.push(`  and ${series.length - NAMED} lower ones`);
    box.legend.replaceChildren(...parts);
  };
  box.chart?.destroy();
  box.body.replaceChildren();
  box.chart = new uPlot({
    width: box.body.clientWidth,
    height: box.body.clientHeight,
    legend: { show: false },
    cursor: { drag: { setScale: false, x: false, y: false }, points: { show: false } },
    scales: { y: { range: (_, low, high) => [panel.fieldConfig?.defaults?.min ?? low, high > low ? high * 1.05 : low + 1] } },
    axes: [
      { stroke: quiet, grid, ticks: grid, values: TIMES },
      { stroke: quiet, grid, ticks: grid, size: 74, values: (_, splits) => splits.map(unit),
        incrs: STEPS[panel.fieldConfig?.defaults?.unit] },
    ],
    series: [{}, ...series.map((one, i) => ({ stroke: COLOURS[i % COLOURS.length], width: 1.5, points: { show: false } }))],
    hooks: { setCursor: [plot => legend(plot.cursor.idx)] },
  }, [times, ...series.map(one => one.points)], box.body);
  legend(null);
}

const kinds = { stat, timeseries };

async function alerts() {
  const firing = (await answer('alerts', {})).alerts.filter(one => one.state === 'firing');
  firing.sort((a, b) => a.labels.severity.localeCompare(b.labels.severity) || a.activeAt.localeCompare(b.activeAt));
  at('alerts').className = firing.length === 0 ? 'none' : '';
  at('alerts').replaceChildren(...(firing.length === 0 ? ['No alert.'] : firing.map(one => {
    const line = element('p');
    line.append(element('strong', 'bad', one.labels.alertname), ` ${one.labels.severity}: ${one.annotations.summary} `,
      element('small', '', `since ${new Date(one.activeAt).toLocaleString()}; ${one.annotations.runbook}`));
    return line;
  })));
}

let boxes = [];
function lay(panels) {
  boxes = panels.map(panel => {
    const box = element('section', `panel ${panel.type}`);
    box.style.gridColumn = `${panel.gridPos.x + 1} / span ${panel.gridPos.w}`;
    box.style.gridRow = `${panel.gridPos.y + 1} / span ${panel.gridPos.h}`;
    box.body = element('div', 'body');
    box.legend = element('div', 'legend');
    box.append(Object.assign(element('h2', '', panel.title), { title: panel.targets.map(target => target.expr).join('\n') }), box.body);
    if (panel.type === 'timeseries') box.append(box.legend);
    return Object.assign(box, { panel });
  });
  at('panels').replaceChildren(...boxes);
}

async function fill(box, seconds) {
  try {
    if (!kinds[box.panel.type] || !unitOf(box.panel)) throw new Error('this page cannot draw such a panel');
    await kinds[box.panel.type](box, box.panel, seconds);
  } catch (error) {
    nothing(box, error.name === 'TimeoutError' ? 'Prometheus does not answer in time' : error.message, true);
  }
}

let round = 0;
async function refresh() {
  const mine = ++round;
  const seconds = Number(at('range').value);
  try {
    await alerts();
    const waiting = [...boxes];
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      while (waiting.length > 0 && mine === round) await fill(waiting.shift(), seconds);
    }));
    if (mine !== round) return;
    at('state').className = '';
    at('state').textContent = `as of ${new Date().toLocaleTimeString()}`;
  } catch (error) {
    at('state').className = 'bad';
    at('state').textContent = `Prometheus does not answer: ${error.message}`;
  }
  if (mine === round) setTimeout(() => { if (mine === round) refresh(); }, REFRESH);
}

async function begin() {
  try {
    const dashboard = await (await fetch('dashboards/vigil.json', { signal: AbortSignal.timeout(WAIT) })).json();
    lay(dashboard.panels);
    at('range').addEventListener('change', refresh);
    let resized;
    addEventListener('resize', () => { clearTimeout(resized); resized = setTimeout(refresh, 300); });
    refresh();
  } catch (error) {
    at('state').className = 'bad';
    at('state').textContent = `The dashboard cannot be read: ${error.message}`;
  }
}
begin();
