// Dated notes on a line of the history: a dotted line on their day, with the number that they have in the list.
/** @param {{at: number, number: number}[]} notes @returns {object} a plugin of uPlot */
export function marks(notes) {
  const paint = (chart) => {
    const { ctx, bbox } = chart;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--priority").trim();
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([2 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.font = `bold ${14 * devicePixelRatio}px ${getComputedStyle(document.body).fontFamily}`;
    ctx.textAlign = "center";
    for (const { at, number } of notes) {
      const { min, max } = chart.scales.x;
      const x = Math.round(chart.valToPos(Math.min(max, Math.max(min, at)), "x", true));
      ctx.beginPath();
      ctx.moveTo(x, bbox.top + 18 * devicePixelRatio);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.fillText(String(number), x, bbox.top + 14 * devicePixelRatio);
    }
    ctx.restore();
  };
  return { hooks: { draw: [paint] } };
}
