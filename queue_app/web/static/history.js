// The lines of the history, drawn anew where they can be followed with the pointer. Without this script, without
// uPlot and on paper the drawings of the server stand; every plot has its table.
import { marks } from "./history_notes.js";
import { options } from "./history_lines.js";

const plots = JSON.parse(document.getElementById("plots").textContent);

for (const room of document.querySelectorAll("[data-plot]")) draw(room, plots.lines[room.dataset.plot]);

function draw(room, plot) {
  const width = () => room.clientWidth;
  const chart = new window.uPlot(options(plot, plots, width(), [marks(plots.notes)]), [plot.at, ...plot.values], room);
  room.classList.add("is-live");
  chart.root.setAttribute("aria-hidden", "true");
  new ResizeObserver(() => chart.setSize({ width: width(), height: chart.height })).observe(room);
}
