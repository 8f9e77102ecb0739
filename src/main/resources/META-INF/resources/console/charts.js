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
  return { columns, data: [days, ...values] };
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

// Series differ by more than their colour: the first is filled or solid, the second is dashed.
function series(column, index, bars) {
  const stroke = colour(index === 0 ? "--accent" : "--second");
  return {
    label: column.label,
    stroke,
    width: 2,
    dash: index === 0 ? undefined : [6, 4],
    fill: bars ? stroke : undefined,
    paths: bars ? uPlot.paths.bars({ size: [0.7, 40] }) : undefined,
    points: { show: false },
    value: (plot, value) => label(value, column.unit),
  };
}

// While nobody points at a day, the legend is of the last one.
function showLastDay(plot) {
  plot.setLegend({ idx: plot.data[0].length - 1 }, false);
}

function draw(figure) {
  const place = figure.querySelector(".plot");
  const { columns, data } = read(figure);
  const bars = figure.dataset.plot === "bars";
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
    series: [{ label: "Day", value: (plot, value) => (value === null ? "–" : day(value)) }, ...columns.map((column, index) => series(column, index, bars))],
  };
  place.replaceChildren();
  const plot = new uPlot(options, data, place);
  showLastDay(plot);
  return { place, plot };
}

function drawAll() {
  drawn.splice(0).forEach(({ plot }) => plot.destroy());
  document.querySelectorAll("figure[data-plot]").forEach((figure) => drawn.push(draw(figure)));
}

theme.addEventListener("change", drawAll);
addEventListener("resize", () => drawn.forEach(({ place, plot }) => plot.setSize({ width: place.clientWidth, height: HEIGHT })));
drawAll();
