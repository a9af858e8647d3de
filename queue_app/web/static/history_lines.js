// How a line of the history looks in uPlot: days and numbers in the page's language, a dash for the second line.
const STYLES = [{ color: "--brand" }, { color: "--ink", dash: [7, 5] }];
const HEIGHT = 200;
const NOTHING = "–";

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/**
 * @param {{at: number[], names: string[], values: (number|null)[][], top: number}} plot
 * @param {{lang: string, day: string, unit: string}} page words of the page
 */
export function options(plot, page, width, plugins) {
  const day = new Intl.DateTimeFormat(page.lang, { day: "numeric", month: "short", timeZone: "UTC" });
  const whole = new Intl.DateTimeFormat(page.lang, { dateStyle: "medium", timeZone: "UTC" });
  const number = new Intl.NumberFormat(page.lang, { maximumFractionDigits: 1 });
  const told = (value, place) => (place === null ? NOTHING : value === null ? page.few : number.format(value));
  const font = `14px ${getComputedStyle(document.body).fontFamily}`;
  const axis = { stroke: colour("--ink-soft"), font, grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false } };
  return {
    width, height: HEIGHT, plugins, legend: { markers: { show: false } },
    tzDate: (second) => window.uPlot.tzDate(new Date(second * 1000), "Etc/UTC"),
    cursor: { sync: { key: "history" }, drag: { x: false, y: false } },
    scales: { x: { time: true }, y: { range: [0, plot.top] } },
    axes: [
      { ...axis, space: 80, values: (_chart, seconds) => seconds.map((each) => day.format(each * 1000)), incrs: DAYS, size: 34 },
      { ...axis, size: 52, values: (_chart, values) => values.map((each) => number.format(each)) },
    ],
    series: [
      { label: page.day, value: (_chart, second) => (second === null ? NOTHING : whole.format(second * 1000)) },
      ...plot.names.map((label, place) => ({
        label, stroke: colour(STYLES[place].color), dash: STYLES[place].dash, width: 2.5, spanGaps: false,
        points: { show: plot.at.length <= 45, size: 6 },
        value: (_chart, value, _line, place) => told(value, place),
      })),
    ],
  };
}

const DAYS = [1, 2, 7, 14, 30, 61, 91, 182, 365].map((days) => days * 86400);
