// Draws the tables of figures over days. The table is the source: what a chart shows is what the table says.

const theme = matchMedia("(prefers-color-scheme: dark)");
const HEIGHT = 210;
const drawn = [];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function read(figure) {
  const columns = [...figure.querySelectorAll("thead th")]
    .map((heading, index) => ({ index: index - 1, label: heading.textContent, unit: heading.dataset.unit }))
    .filter((column) => column.unit !== undefined);
  const rows = [...figure.querySelectorAll("tbody tr")];
  const days = rows.map((row) => Date.parse(row.querySelector("th").firstChild.textContent.trim()) / 1000);
  const values = columns.map(({ index }) =>
    rows.map((row) => {
      const value = row.querySelectorAll("td")[index].dataset.value;
      return value === "" ? null : Number(value);
    }));
  const unfinished = rows.map((row) => row.classList.contains("so-far"));
  return { columns, days, values, unfinished };
}

function label(value, unit) {
  if (value === null || value === undefined) {
    return "–";
  }
  const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 }).format(value);
  return unit === "$" ? "$" + short : unit === "%" ? short + "%" : short + (unit ? " " + unit : "");
}

const dates = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

function day(seconds) {
  return dates.format(new Date(seconds * 1000));
}

const STACK = ["--accent", "--second", "--third", "--fourth", "--fifth", "--rest"];

// Series differ by more than their colour: the second of lines is dashed, parts of a stack lie in the legend's order.
// A day that is not over is drawn hollow.
function series(column, index, { kind, unfinished, values }) {
  const stroke = colour(kind === "stack" ? STACK[Math.min(index, STACK.length - 1)] : index === 0 ? "--accent" : "--second");
  const bars = kind !== "lines";
  const surface = colour("--surface");
  return {
    label: column.label,
    stroke,
    width: bars ? 1 : 2,
    dash: index === 0 || bars ? undefined : [6, 4],
    fill: bars ? stroke : undefined,
    paths: bars ? uPlot.paths.bars({ size: [0.7, 40], disp: { fill: { unit: 3, values: (plot, at) => plot.data[at].map((unused, day) => (unfinished[day] ? surface : stroke)) }, stroke: { unit: 3, values: (plot, at) => plot.data[at].map(() => stroke) } } }) : undefined,
    points: bars ? { show: false } : { show: true, size: 9, width: 2, stroke, fill: surface, filter: () => unfinished.flatMap((so, day) => (so ? [day] : [])) },
    value: (plot, value, at, day) => label(day === null ? null : values[index][day], column.unit),
  };
}

// Each part of a stack lies on those after it, so that the first, which is drawn first, is the highest.
function stacked(values) {
  const sums = values.map((part) => [...part]);
  for (let part = sums.length - 2; part >= 0; part--) {
    sums[part] = sums[part].map((value, day) => (value ?? 0) + (sums[part + 1][day] ?? 0));
  }
  return sums;
}

// While nobody points at a day, the legend is of the last one.
function showLastDay(plot) {
  plot.setLegend({ idx: plot.data[0].length - 1 }, false);
}

function draw(figure) {
  const place = figure.querySelector(".plot");
  const { columns, days, values, unfinished } = read(figure);
  const kind = figure.dataset.plot;
  const bars = kind !== "lines";
  const data = [days, ...(kind === "stack" ? stacked(values) : values)];
  const axis = { stroke: colour("--muted"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, font: "12px system-ui, sans-serif" };
  const half = 43200;
  const options = {
    width: place.clientWidth,
    height: HEIGHT,
    legend: { live: true },
    cursor: { y: false, points: { size: 7 } },
    scales: {
      x: { time: true, range: (plot, from, to) => bars || from === to ? [from - half, to + half] : [from, to] },
      y: { range: (plot, from, to) => [0, columns[0].unit === "%" ? Math.min(100, Math.max(10, to * 1.15)) : to > 0 ? to * 1.1 : 1] },
    },
    hooks: { setCursor: [(plot) => plot.cursor.idx ?? showLastDay(plot)] },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
    axes: [
      { ...axis, grid: { show: false }, values: (plot, splits) => splits.map(day), space: 70, size: 30, incrs: [1, 2, 7, 14, 28].map((days) => days * 86400) },
      { ...axis, values: (plot, splits) => splits.map((value) => label(value, columns[0].unit)), size: 56 },
    ],
    series: [{ label: "Day", value: (plot, value) => (value === null ? "–" : day(value)) }, ...columns.map((column, index) => series(column, index, { kind, unfinished, values }))],
  };
  place.replaceChildren();
  const plot = new uPlot(options, data, place);
  showLastDay(plot);
  reach(place, plot, figure.dataset.title);
  return { place, plot };
}

// With the keyboard one goes from day to day; what is said of it stands in the legend.
function reach(place, plot, title) {
  place.tabIndex = 0;
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", `Chart: ${title}. Left and right go from day to day; the table below has the same figures.`);
  plot.root.querySelector(".u-legend").setAttribute("aria-live", "polite");
  let at = plot.data[0].length - 1;
  const show = () => plot.setCursor({ left: plot.valToPos(plot.data[0][at], "x"), top: 10 });
  place.onfocus = show;
  place.onblur = () => plot.setCursor({ left: -10, top: -10 });
  place.onkeydown = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (step) {
      at = Math.min(plot.data[0].length - 1, Math.max(0, at + step));
      event.preventDefault();
      show();
    }
  };
}

function drawAll() {
  drawn.splice(0).forEach(({ plot }) => plot.destroy());
  document.querySelectorAll("figure[data-plot]").forEach((figure) => drawn.push(draw(figure)));
}

theme.addEventListener("change", drawAll);
addEventListener("resize", () => drawn.forEach(({ place, plot }) => plot.setSize({ width: place.clientWidth, height: HEIGHT })));
drawAll();
